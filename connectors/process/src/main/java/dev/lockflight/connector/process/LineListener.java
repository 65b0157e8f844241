package dev.lockflight.connector.process;

/**
 * Hears the lines of a running command, on the thread that runs the step.
 *
 * <p>A line comes without its end, redacted, and has at most 65,536 characters (from a file
 * 1,048,576): a longer one comes in pieces. What a program has written of a line when it then falls
 * silent for half a second comes as a piece too; a file's lines come whole. An exception of the
 * listener stops the command and is thrown on.
 */
@FunctionalInterface
public interface LineListener {
  void line(LineSource source, String line);
}
