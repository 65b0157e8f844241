package dev.lockflight.connector.dbt;

/**
 * Cuts SQL into words, quoted names and single characters, without comments and without the text of
 * literals. It knows the quotes of all adapters: {@code "name"}, {@code `name`} and {@code [name]}.
 * Not thread-safe.
 */
final class SqlTokens {
  private final String sql;
  private int at;
  private String text = "";
  private boolean name;
  private boolean quoted;

  SqlTokens(String sql) {
    this.sql = sql;
  }

  /** Moves to the next token; false at the end. */
  boolean next() {
    skipBlanks();
    if (at >= sql.length()) {
      return false;
    }
    char c = sql.charAt(at);
    quoted = c == '"' || c == '`' || (c == '[' && isName(at + 1));
    name = quoted || Character.isLetter(c) || c == '_';
    if (quoted) {
      text = quotedName(c == '[' ? ']' : c);
    } else if (name) {
      text = word();
    } else if (c == '\'') {
      skipLiteral();
      text = "'";
    } else {
      text = sql.substring(at, ++at);
    }
    return true;
  }

  /** Without quotes. */
  String text() {
    return text;
  }

  boolean isName() {
    return name;
  }

  boolean is(String word) {
    return !quoted && text.equalsIgnoreCase(word);
  }

  boolean isQuoted() {
    return quoted;
  }

  private boolean isName(int index) {
    return index < sql.length()
        && (Character.isLetter(sql.charAt(index)) || sql.charAt(index) == '_');
  }

  private String word() {
    int start = at;
    while (at < sql.length()
        && (Character.isLetterOrDigit(sql.charAt(at))
            || sql.charAt(at) == '_'
            || sql.charAt(at) == '$')) {
      at++;
    }
    return sql.substring(start, at);
  }

  /** A doubled quote stands for itself. */
  private String quotedName(char close) {
    StringBuilder found = new StringBuilder();
    for (at++; at < sql.length(); at++) {
      if (sql.charAt(at) != close) {
        found.append(sql.charAt(at));
      } else if (at + 1 < sql.length() && sql.charAt(at + 1) == close) {
        found.append(close);
        at++;
      } else {
        at++;
        break;
      }
    }
    return found.toString();
  }

  private void skipLiteral() {
    for (at++; at < sql.length(); at++) {
      if (sql.charAt(at) == '\\') {
        at++;
      } else if (sql.charAt(at) == '\'') {
        at++;
        return;
      }
    }
  }

  private void skipBlanks() {
    while (at < sql.length()) {
      if (Character.isWhitespace(sql.charAt(at))) {
        at++;
      } else if (sql.startsWith("--", at)) {
        int end = sql.indexOf('\n', at);
        at = end < 0 ? sql.length() : end + 1;
      } else if (sql.startsWith("/*", at)) {
        int end = sql.indexOf("*/", at + 2);
        at = end < 0 ? sql.length() : end + 2;
      } else {
        return;
      }
    }
  }
}
