/**
 * What the engine relies on in the parts others write, as abstract test classes: a store, a step, a
 * gate, a channel for notifications. Extend one, give it the part with its one abstract method, and
 * its tests run on it.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.contract;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
