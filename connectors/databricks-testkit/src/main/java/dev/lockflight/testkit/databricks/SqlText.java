package dev.lockflight.testkit.databricks;

import dev.lockflight.testkit.databricks.SqlQuestion.SqlParameter;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A statement for another database: backticks become quotes, and named markers positional ones.
 * What stands in strings and comments stays.
 *
 * @param parameters in the order of the markers
 */
record SqlText(String text, List<SqlParameter> parameters) {
  private static final Pattern TOKEN =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|--[^\n]*|/\\*.*?\\*/|::"
              + "|`(?<quoted>(?:[^`]|``)*)`|:(?<marker>[A-Za-z_][A-Za-z0-9_]*)",
          Pattern.DOTALL);

  static SqlText of(SqlQuestion question) {
    List<SqlParameter> positional = new ArrayList<>();
    StringBuilder text = new StringBuilder();
    Matcher token = TOKEN.matcher(question.statement());
    while (token.find()) {
      String replaced = token.group();
      if (token.group("quoted") != null) {
        String name = token.group("quoted").replace("``", "`").replace("\"", "\"\"");
        replaced = '"' + name + '"';
      } else if (token.group("marker") != null) {
        positional.add(named(question, token.group("marker")));
        replaced = "?";
      }
      token.appendReplacement(text, Matcher.quoteReplacement(replaced));
    }
    String whole = token.appendTail(text).toString();
    return new SqlText(whole, positional.isEmpty() ? question.parameters() : positional);
  }

  private static SqlParameter named(SqlQuestion question, String name) {
    return question.parameters().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest("Missing value for parameter :" + name));
  }
}
