/**
 * What can be said of a pipeline without running it: which stages can be reached, and whether an
 * environment can be entered around a gate. Pure functions of the pipeline; a lint, a plan and the
 * test kit ask the same questions here.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.proof;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
