/**
 * A Databricks workspace on this machine, for tests: tokens, files, jobs and SQL statements, with
 * faults on demand. Begin at {@link dev.lockflight.testkit.databricks.LocalWorkspace}.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.databricks;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
