/**
 * Databricks: jobs, SQL warehouses, Unity Catalog, Delta savepoints, and dbt that runs there.
 *
 * <p>Everything begins with {@link dev.lockflight.connector.databricks.Databricks}, one workspace
 * and who calls it.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.databricks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
