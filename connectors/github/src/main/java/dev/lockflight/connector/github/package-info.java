/**
 * GitHub: statuses, checks, pull requests, deployments, workflows, releases, as calls, steps and
 * gates.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.github;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
