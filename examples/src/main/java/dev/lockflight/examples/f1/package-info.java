/**
 * Flow 1: pull requests of a dbt project are built on stage, and what is merged to {@code main} in
 * prod. Begin at {@link dev.lockflight.examples.f1.F1AnalyticsCi}.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.examples.f1;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
