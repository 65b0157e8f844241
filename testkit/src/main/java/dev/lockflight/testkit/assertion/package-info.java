/**
 * Assertions in the shape of AssertJ on what a run did and on what a pipeline can do. A failure
 * prints the outline of the run, or of the pipeline, with an arrow where to look.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
