/**
 * What a run would do, as values: made by the engine without any side effect, shown by reports, and
 * compared with the present when it is applied. A package of its own because engine and reports
 * both need it, and neither may import the other. All values here are immutable.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.plan;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
