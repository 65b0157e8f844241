/**
 * Commands as steps: a child process with a clean environment, bounded output and no orphan.
 *
 * <p>Nothing here starts a thread: the thread that runs the step reads the output, watches the
 * timeout and stops the processes.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.process;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
