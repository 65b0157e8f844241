/**
 * Flow 5: a container image goes by tests and scans to staging or production, and every night the
 * whole stack is tried out. Begin at {@link dev.lockflight.examples.f5.BreweryPipeline}.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples.f5;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
