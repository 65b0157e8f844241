package dev.lockflight.report;

import dev.lockflight.run.OutputKey;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What steps left, whatever class it is of: an object as names and values, a list of objects as a
 * table. Bounded, because a manifest may have thousands of nodes.
 */
final class OutputHtml {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final int ROWS = 50;
  private static final int COLUMNS = 8;
  private static final int CELL = 300;
  private static final int LONGEST = 4 << 20;

  private final Html html;

  OutputHtml(Html html) {
    this.html = html;
  }

  void write(OutputKey key, String json) {
    html.open("details");
    html.open("summary");
    html.element("b", key.output());
    html.text(" by " + key.writer());
    html.close();
    if (json.length() > LONGEST) {
      html.element("p", json.length() + " characters, too long to be shown", "class", "lead");
    } else {
      value(json);
    }
    html.close();
  }

  private void value(String json) {
    try {
      JsonNode node = MAPPER.readTree(json);
      if (node.isObject()) {
        object(node);
      } else if (node.isArray()) {
        list("values", node);
      } else {
        html.element("p", shown(node));
      }
    } catch (JacksonException e) {
      html.element("p", SafeText.abridged(json, CELL));
    }
  }

  private void object(JsonNode node) {
    List<String> lists =
        node.propertyNames().stream().filter(name -> isTable(node.path(name))).toList();
    html.open("dl", "class", "facts");
    for (String name : node.propertyNames().stream().limit(ROWS).toList()) {
      if (!lists.contains(name)) {
        html.open("div");
        html.element("dt", name);
        html.element("dd", shown(node.path(name)));
        html.close();
      }
    }
    html.close();
    lists.forEach(name -> list(name, node.path(name)));
  }

  private static boolean isTable(JsonNode node) {
    return node.isArray() && !node.isEmpty() && node.path(0).isObject();
  }

  private void list(String name, JsonNode list) {
    Set<String> names = new LinkedHashSet<>();
    int shown = Math.min(list.size(), ROWS);
    for (int i = 0; i < shown; i++) {
      names.addAll(list.path(i).propertyNames());
    }
    List<String> columns = names.stream().limit(COLUMNS).toList();
    html.element("h4", name + " (" + list.size() + ")");
    HtmlTable table = HtmlTable.begin(html, name, columns.isEmpty() ? List.of("value") : columns);
    for (int i = 0; i < shown; i++) {
      JsonNode row = list.path(i);
      table.row(
          columns.isEmpty()
              ? List.of(shown(row))
              : columns.stream().map(column -> shown(row.path(column))).toList());
    }
    table.end();
    if (shown < list.size()) {
      html.element("p", (list.size() - shown) + " more are not shown", "class", "lead");
    }
  }

  private static String shown(JsonNode node) {
    if (node.isMissingNode() || node.isNull()) {
      return "";
    }
    if (node.isArray()) {
      List<String> parts = new ArrayList<>();
      for (int i = 0; i < Math.min(node.size(), ROWS); i++) {
        parts.add(shown(node.path(i)));
      }
      return SafeText.abridged(parts.stream().collect(Collectors.joining(", ")), CELL);
    }
    return SafeText.abridged(node.isValueNode() ? node.asString() : node.toString(), CELL);
  }
}
