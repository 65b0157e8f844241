package dev.lockflight.connector.process;

import java.time.Duration;

/**
 * How a command ended. Survives a JSON round trip; holds no secret the run had revealed. Immutable.
 *
 * @param exitCode as the program gave it; 128 + n when signal n ended it
 * @param duration by the engine's clock, until its last process had ended
 * @param output the end of its standard output
 * @param errors the end of its standard error
 * @param logFile the file in the step's workspace that holds the lines of both, in the order they
 *     arrived; standard output and error are read in turns, so their order among each other is
 *     exact only to about twenty milliseconds
 * @param logComplete false when lines in the middle of the log file were left out
 */
public record CommandResult(
    int exitCode,
    Duration duration,
    CapturedText output,
    CapturedText errors,
    String logFile,
    boolean logComplete) {}
