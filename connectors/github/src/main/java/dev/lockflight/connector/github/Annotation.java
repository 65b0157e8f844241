package dev.lockflight.connector.github;

import dev.lockflight.InvalidDefinitionException;
import java.util.Locale;
import java.util.Map;

/**
 * A remark of a check at lines of a file.
 *
 * @param path relative to the repository
 * @param startLine the first line, from 1
 * @param title at most 255 characters
 */
public record Annotation(
    String path, int startLine, int endLine, Level level, String title, String message) {
  /** How bad it is. */
  public enum Level {
    NOTICE,
    WARNING,
    FAILURE
  }

  private static final int LONGEST_TITLE = 255;

  public Annotation {
    if (path.isBlank() || startLine < 1 || endLine < startLine) {
      throw new InvalidDefinitionException(
          "annotation needs a path and lines from 1: '"
              + path
              + "' "
              + startLine
              + " to "
              + endLine);
    }
    title = Shortened.to(LONGEST_TITLE, title);
    message = Shortened.to(Shortened.COMMENT, message.isBlank() ? level.name() : message);
  }

  public static Annotation failure(String path, int line, String message) {
    return new Annotation(path, line, line, Level.FAILURE, "", message);
  }

  public static Annotation warning(String path, int line, String message) {
    return new Annotation(path, line, line, Level.WARNING, "", message);
  }

  public static Annotation notice(String path, int line, String message) {
    return new Annotation(path, line, line, Level.NOTICE, "", message);
  }

  public Annotation titled(String text) {
    return new Annotation(path, startLine, endLine, level, text, message);
  }

  Map<String, Object> fields() {
    return Fields.of("path", path)
        .and("start_line", startLine)
        .and("end_line", endLine)
        .and("annotation_level", level.name().toLowerCase(Locale.ROOT))
        .andIf("title", title)
        .and("message", message)
        .map();
  }
}
