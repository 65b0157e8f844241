/**
 * A Docker Engine and a registry with a login, started on this machine and stopped by their pids.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.testkit.docker;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
