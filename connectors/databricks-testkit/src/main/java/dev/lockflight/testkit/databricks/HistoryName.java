package dev.lockflight.testkit.databricks;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The table a statement is about, in full. */
record HistoryName(String catalog, String schema, String name) {
  private static final Pattern PART = Pattern.compile("[`\"]((?:[^`\"]|``)+)[`\"]|([^.`\"]+)");

  /** What the name leaves open, the session says. */
  static HistoryName of(String written, SqlQuestion question) throws SQLException {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(written);
    while (part.find()) {
      parts.add(part.group(1) == null ? part.group(2) : part.group(1).replace("``", "`"));
    }
    if (parts.size() == 1) {
      parts.add(0, question.schema().orElse("main"));
    }
    if (parts.size() == 2) {
      parts.add(
          0, question.catalog().orElseThrow(() -> new SQLException("which catalog? " + written)));
    }
    if (parts.size() != 3) {
      throw new SQLException("a table has one to three parts: " + written, "42601");
    }
    return new HistoryName(parts.get(0), parts.get(1), parts.get(2));
  }

  String text() {
    return catalog + "." + schema + "." + name;
  }

  String quoted() {
    return quoted(catalog) + "." + quoted(schema) + "." + quoted(name);
  }

  private static String quoted(String part) {
    return '"' + part.replace("\"", "\"\"") + '"';
  }
}
