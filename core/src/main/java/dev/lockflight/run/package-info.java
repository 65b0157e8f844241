/**
 * What happened: a run is a fold over the events of its journal and nothing else. {@link
 * dev.lockflight.run.Run#after} makes the next run from a run and one event; all values here are
 * immutable.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.run;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
