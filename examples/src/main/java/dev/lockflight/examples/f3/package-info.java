/** The third flow: CI, CD and rollback of a stack of containers with a dbt project. */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples.f3;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
