/**
 * Airflow: DAG runs as steps, and gates on what Airflow has loaded.
 *
 * <p>Everything begins with {@link dev.lockflight.connector.airflow.Airflow}, one Airflow and who
 * calls it.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.airflow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
