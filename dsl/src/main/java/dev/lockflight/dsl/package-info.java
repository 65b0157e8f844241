/**
 * The words a pipeline is written with: static factories that compose the values of the root
 * package.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.dsl;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
