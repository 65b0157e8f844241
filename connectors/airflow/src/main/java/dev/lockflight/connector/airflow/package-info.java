/** Airflow DAG runs as remote operations. */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.airflow;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
