/** Flows that run on a laptop; each is one class to read. */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
