/** Who is told what about runs: rules, occasions and words. Sending is the engine's. */
@NullMarked
@CheckReturnValue
package dev.lockflight.notify;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
