/**
 * Promotion logic that can be proven: whole flows simulated in virtual time, asserted on, explored
 * and crashed everywhere, without a server and in milliseconds.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
