/**
 * What the flows need of the world, on this machine: a git repository, a GitHub, people who answer,
 * and the way a run is shown.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples.laptop;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
