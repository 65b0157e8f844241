/**
 * The words of Lockflight: immutable values that describe a pipeline, and the small interfaces that
 * steps, gates and connectors implement.
 *
 * <p>Nothing here does I/O, starts a thread or reads a clock. A description never changes once it
 * exists: every method that seems to change one returns another.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
