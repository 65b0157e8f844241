/** Flow 2: CI and CD of a Delta Lake project, one workflow from quality to deployment. */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples.f2;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
