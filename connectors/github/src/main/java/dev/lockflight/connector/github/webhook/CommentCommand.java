package dev.lockflight.connector.github.webhook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A command that begins a comment, such as {@code /approve looks good}.
 *
 * @param word without the slash
 * @param rest what follows it on the same line
 */
public record CommentCommand(String word, String rest) {
  private static final Pattern COMMAND =
      Pattern.compile("\\A/([a-z][a-z-]*)(?:[ \\t]+(.*?))?\\s*(?:\\R|\\z)");

  /** Empty when the comment does not begin with one. */
  public static Optional<CommentCommand> of(String comment) {
    Matcher command = COMMAND.matcher(comment);
    return command.find()
        ? Optional.of(
            new CommentCommand(command.group(1), command.group(2) == null ? "" : command.group(2)))
        : Optional.empty();
  }
}
