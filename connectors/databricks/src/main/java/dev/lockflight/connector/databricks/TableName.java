package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** A table's name: schema and table, with the catalog in front where there is one. */
record TableName(List<String> parts) {
  private static final Pattern PART =
      Pattern.compile("`((?:[^`]|``)+)`|\"((?:[^\"]|\"\")+)\"|([^.`\"]+)");

  TableName {
    parts = List.copyOf(parts);
    if (parts.size() < 2 || parts.size() > 3) {
      throw new InvalidDefinitionException(
          "a table is named schema.table or catalog.schema.table: " + String.join(".", parts));
    }
  }

  /** As people or dbt write it; a part in backticks or double quotes is taken letter by letter. */
  static TableName of(String text) {
    List<String> parts = new ArrayList<>();
    Matcher part = PART.matcher(text);
    int at = 0;
    while (part.find(at) && part.start() == at) {
      parts.add(written(part));
      at = part.end();
      if (at == text.length()) {
        return new TableName(parts);
      }
      if (text.charAt(at) != '.') {
        break;
      }
      at++;
    }
    throw new InvalidDefinitionException(
        "a table is named schema.table or catalog.schema.table: " + text);
  }

  private static String written(Matcher part) {
    if (part.group(1) != null) {
      return part.group(1).replace("``", "`");
    }
    return part.group(2) != null ? part.group(2).replace("\"\"", "\"") : part.group(3);
  }

  /** The table of this schema and name in that catalog. */
  TableName in(Optional<String> catalog) {
    if (catalog.isEmpty()) {
      return this;
    }
    List<String> last = parts.subList(parts.size() - 2, parts.size());
    return new TableName(List.of(catalog.get(), last.get(0), last.get(1)));
  }

  String quoted() {
    return parts.stream()
        .map(part -> "`" + part.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }

  /** Databricks tells no names apart that differ in case. */
  String key() {
    return toString().toLowerCase(Locale.ROOT);
  }

  @Override
  public String toString() {
    return parts.stream()
        .map(part -> part.matches("[A-Za-z0-9_]+") ? part : "`" + part.replace("`", "``") + "`")
        .collect(Collectors.joining("."));
  }
}
