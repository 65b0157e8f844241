/**
 * Data gates over any {@link javax.sql.DataSource}, and savepoints of embedded databases' files.
 *
 * <p>Start with {@link dev.lockflight.connector.sql.Warehouse}.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.sql;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
