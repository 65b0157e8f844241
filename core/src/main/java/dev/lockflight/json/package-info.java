/**
 * The one place that turns values and events into JSON and back. It stands apart because the engine
 * (values of outputs), the stores (events) and the reports all need it, and none of them may import
 * another.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.json;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
