/**
 * For tests of flows that run dbt, without dbt: a runner that plays what a real one left. And what
 * a runner of your own must keep.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.dbt;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
