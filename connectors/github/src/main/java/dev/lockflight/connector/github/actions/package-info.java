/**
 * Inside a job of GitHub Actions: what started it, what it shows, and the workflow that runs it.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.github.actions;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
