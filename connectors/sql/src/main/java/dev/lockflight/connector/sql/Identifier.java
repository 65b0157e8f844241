package dev.lockflight.connector.sql;

import dev.lockflight.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a relation or column, split at its dots.
 *
 * <p>A part of ASCII letters, digits and underscores is a name as SQL reads it, in any case. A part
 * in double quotes or backticks, or with any other character, is taken letter by letter. It is
 * always sent quoted, so it can never be read as anything but a name.
 */
record Identifier(String text, List<Part> parts) {
  record Part(String text, boolean isExact) {}

  private static final Pattern PART =
      Pattern.compile("\"((?:[^\"]|\"\")+)\"|`((?:[^`]|``)+)`|([^.\"`]+)");
  private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

  static Identifier of(String text) {
    return new Identifier(text, parse(text));
  }

  /** A column: one part, dots and all unless it is quoted as a whole. */
  static Identifier column(String text) {
    boolean quoted = text.startsWith("\"") || text.startsWith("`");
    Identifier column =
        quoted ? of(text) : new Identifier(text, List.of(unquoted(checked(text, text))));
    if (column.parts.size() != 1) {
      throw new InvalidDefinitionException("column must be one name: " + text);
    }
    return column;
  }

  private static List<Part> parse(String text) {
    List<Part> parts = new ArrayList<>();
    Matcher matcher = PART.matcher(checked(text, text));
    int at = 0;
    while (matcher.find(at) && matcher.start() == at) {
      parts.add(part(text, matcher));
      at = matcher.end();
      if (at == text.length()) {
        return List.copyOf(parts);
      }
      if (text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    throw new InvalidDefinitionException(
        "name must be parts between dots, such as gold.fact_laps or gold.\"Fact Laps\": " + text);
  }

  private static Part part(String text, Matcher matcher) {
    if (matcher.group(1) != null) {
      return new Part(matcher.group(1).replace("\"\"", "\""), true);
    }
    if (matcher.group(2) != null) {
      return new Part(matcher.group(2).replace("``", "`"), true);
    }
    return unquoted(checked(matcher.group(3), text));
  }

  private static Part unquoted(String text) {
    return new Part(text, !PLAIN.matcher(text).matches());
  }

  private static String checked(String part, String whole) {
    if (part.isBlank() || !part.equals(part.strip()) || part.indexOf('\0') >= 0) {
      throw new InvalidDefinitionException(
          "name must not be blank, hold a NUL or begin or end with a space: '" + whole + "'");
    }
    return part;
  }

  @Override
  public String toString() {
    return text;
  }
}
