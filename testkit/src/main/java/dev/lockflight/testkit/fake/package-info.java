/**
 * Stand-ins for what surrounds a step, a gate and an engine: a context, a clock, an approver,
 * stores that break. Each says in memory what it was asked, so that a test can look.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.fake;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
