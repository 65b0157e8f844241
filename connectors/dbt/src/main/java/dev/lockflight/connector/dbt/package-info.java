/**
 * dbt commands as steps, and what dbt left behind as gates. Begin at {@link
 * dev.lockflight.connector.dbt.Dbt}.
 *
 * <p>Both engines are understood: dbt 1.x (Python) and 2.x (Rust). What a gate reads is believed
 * only when it is this invocation's.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.dbt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
