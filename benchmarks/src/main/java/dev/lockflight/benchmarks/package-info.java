/**
 * How fast the engine is, compared in one run with the limit that the database sets and with other
 * engines. Nothing here is a test: a figure is reported, never asserted.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.benchmarks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
