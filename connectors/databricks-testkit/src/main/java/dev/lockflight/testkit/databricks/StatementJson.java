package dev.lockflight.testkit.databricks;

import dev.lockflight.testkit.databricks.SqlAnswer.Column;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** Statements as the API shows them. */
record StatementJson(IntSupplier rowsOfAChunk) {
  Map<String, Object> of(Execution execution) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("statement_id", execution.id());
    Map<String, Object> status = new LinkedHashMap<>();
    status.put("state", execution.state());
    execution.failure().ifPresent(failure -> putFailure(status, failure));
    json.put("status", status);
    execution
        .answer()
        .ifPresent(
            answer -> {
              json.put("manifest", manifest(answer));
              json.put("result", answer.columns().isEmpty() ? Map.of() : chunk(answer, 0));
            });
    return json;
  }

  /** DuckDB has no SQLSTATE; the two that matter most are told from its words. */
  private static void putFailure(Map<String, Object> status, SQLException failure) {
    String message = String.valueOf(failure.getMessage());
    String state = Optional.ofNullable(failure.getSQLState()).orElse("");
    if (message.contains("does not exist")) {
      message = "[TABLE_OR_VIEW_NOT_FOUND] " + message + " SQLSTATE: 42P01";
      state = "42P01";
    } else if (message.contains("Parser Error")) {
      message = "[PARSE_SYNTAX_ERROR] " + message + " SQLSTATE: 42601";
      state = "42601";
    }
    status.put("error", Map.of("error_code", "BAD_REQUEST", "message", message));
    if (state.length() == 5) {
      status.put("sql_state", state);
    }
  }

  private int chunks(SqlAnswer answer) {
    int size = rowsOfAChunk.getAsInt();
    return answer.columns().isEmpty() ? 0 : Math.max(1, (answer.rows().size() + size - 1) / size);
  }

  private Map<String, Object> manifest(SqlAnswer answer) {
    List<Map<String, Object>> columns = new ArrayList<>();
    for (Column column : answer.columns()) {
      Map<String, Object> json = new LinkedHashMap<>();
      json.put("name", column.name());
      json.put("type_name", column.typeName());
      json.put("type_text", column.typeText());
      json.put("position", columns.size());
      putPrecision(json, column.type());
      columns.add(json);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("format", "JSON_ARRAY");
    json.put("schema", Map.of("column_count", columns.size(), "columns", columns));
    json.put("total_chunk_count", chunks(answer));
    json.put("total_row_count", answer.rows().size());
    json.put("truncated", false);
    return json;
  }

  private static void putPrecision(Map<String, Object> json, String type) {
    int bracket = type.indexOf('(');
    if (bracket > 0) {
      String[] both = type.substring(bracket + 1, type.length() - 1).split(",");
      json.put("type_precision", Integer.parseInt(both[0].strip()));
      json.put("type_scale", Integer.parseInt(both[1].strip()));
    }
  }

  Map<String, Object> chunk(SqlAnswer answer, int index) {
    int size = rowsOfAChunk.getAsInt();
    int from = Math.min(index * size, answer.rows().size());
    int to = Math.min(from + size, answer.rows().size());
    List<List<@Nullable String>> data = new ArrayList<>();
    for (List<Optional<String>> row : answer.rows().subList(from, to)) {
      List<@Nullable String> values = new ArrayList<>();
      row.forEach(value -> values.add(value.orElse(null)));
      data.add(values);
    }
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("chunk_index", index);
    json.put("row_offset", from);
    json.put("row_count", to - from);
    json.put("data_array", data);
    if (index + 1 < chunks(answer)) {
      json.put("next_chunk_index", index + 1);
    }
    return json;
  }
}
