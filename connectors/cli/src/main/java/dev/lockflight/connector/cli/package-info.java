/**
 * A main method for pipeline authors: run, plan, approve, status, history, resume, rollback and
 * more, over one store.
 *
 * <p>The environment variables, the operating system's user and the end of the process are touched
 * in {@link dev.lockflight.connector.cli.LockflightCli#runAndExit} and nowhere else.
 */
@NullMarked
@CheckReturnValue
package dev.lockflight.connector.cli;

import com.google.errorprone.annotations.CheckReturnValue;
import org.jspecify.annotations.NullMarked;
