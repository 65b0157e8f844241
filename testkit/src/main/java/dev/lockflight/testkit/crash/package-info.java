/** Whole promotion flows in virtual time: the real engine, with fakes for what it does and asks. */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.crash;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
