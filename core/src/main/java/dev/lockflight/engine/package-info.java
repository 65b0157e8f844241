/**
 * Runs pipelines durably. {@link dev.lockflight.engine.Engine} is the only entry; its workers are
 * package-private and named for what they do.
 *
 * <p>One turn of a run decides on the run as folded from its journal, writes the events it leads
 * to, and starts their effects only when those events are durable. Decisions never block and never
 * look at the world; threads and the clock are handed in.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.engine;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
