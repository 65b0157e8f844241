package dev.lockflight.testkit.databricks;

import dev.lockflight.testkit.databricks.SqlQuestion.SqlParameter;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;

/** What can be asked about statements. */
final class StatementsApi {
  private static final String STATEMENTS = "/api/2.0/sql/statements";
  private static final Pattern SET_CATALOG =
      Pattern.compile("(?i)\\s*(?:SET|USE)\\s+CATALOG\\s+`?([^`\\s]+)`?\\s*;?\\s*");
  private static final Pattern USE_SCHEMA =
      Pattern.compile("(?i)\\s*USE\\s+(?:SCHEMA|DATABASE)\\s+`?([^`\\s]+)`?\\s*;?\\s*");

  private final Statements statements;
  private final StatementJson json;
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(Optional<String> catalog, Optional<String> schema) {}

  StatementsApi(Statements statements, LocalWarehouses warehouses) {
    this.statements = statements;
    this.json = new StatementJson(warehouses::rowsOfAChunk);
  }

  /** The API of the driver calls the schema that nobody has chosen "default". */
  void open(String session, Optional<String> catalog, Optional<String> schema) {
    sessions.put(session, new Session(catalog, schema.filter(name -> !name.equals("default"))));
  }

  Optional<Reply> answer(Incoming request) throws IOException {
    if (request.is("POST", STATEMENTS) || request.is("POST", STATEMENTS + "/")) {
      return Optional.of(execute(request.json()));
    }
    Optional<String> below = request.below(STATEMENTS);
    if (below.isEmpty()) {
      return Optional.empty();
    }
    String[] way = below.get().substring(1).split("/");
    Execution execution = statements.get(way[0]);
    switch (request.method() + (way.length > 1 ? " " + way[1] : "")) {
      case "GET" -> {
        execution.beginIfItCan();
        return Optional.of(Reply.json(json.of(execution)));
      }
      case "GET result" -> {
        int chunk = Integer.parseInt(way[way.length - 1]);
        return Optional.of(
            Reply.json(json.chunk(execution.answer().orElse(SqlAnswer.done()), chunk)));
      }
      case "POST cancel" -> {
        execution.cancel();
        return Optional.of(Reply.json(Map.of()));
      }
      case "DELETE" -> {
        statements.close(way[0]);
        return Optional.of(Reply.json(Map.of()));
      }
      default -> {
        return Optional.empty();
      }
    }
  }

  private Reply execute(JsonNode body) {
    if (body.path("disposition").asString("INLINE").equals("EXTERNAL_LINKS")) {
      throw Refusal.badRequest("A local warehouse answers inline only.");
    }
    String id = body.path("session_id").asString("");
    Session session = sessions.getOrDefault(id, new Session(Optional.empty(), Optional.empty()));
    String text = body.path("statement").asString("");
    Optional<String> catalog = text(body, "catalog").or(session::catalog);
    Optional<String> schema = text(body, "schema").or(session::schema);
    SqlQuestion question =
        new SqlQuestion(text, parameters(body.path("parameters")), catalog, schema);
    String warehouse = body.path("warehouse_id").asString("");
    if (isAboutTheSession(id, session, text)) {
      return Reply.json(json.of(statements.over(warehouse, question)));
    }
    Execution execution = statements.begin(warehouse, question);
    execution.await(patience(body.path("wait_timeout").asString("10s")));
    if (body.path("on_wait_timeout").asString("CONTINUE").equals("CANCEL")) {
      execution.cancel();
    }
    return Reply.json(json.of(execution));
  }

  private boolean isAboutTheSession(String id, Session session, String text) {
    Matcher catalog = SET_CATALOG.matcher(text);
    if (catalog.matches()) {
      sessions.put(id, new Session(Optional.of(catalog.group(1)), Optional.empty()));
      return true;
    }
    Matcher schema = USE_SCHEMA.matcher(text);
    if (schema.matches()) {
      sessions.put(id, new Session(session.catalog(), Optional.of(schema.group(1))));
      return true;
    }
    return false;
  }

  private static Optional<String> text(JsonNode body, String name) {
    return Optional.ofNullable(body.path(name).asString(null));
  }

  private static Duration patience(String wait) {
    return Duration.ofSeconds(Long.parseLong(wait.replace("s", "")));
  }

  private static List<SqlParameter> parameters(JsonNode all) {
    return all.valueStream()
        .sorted(Comparator.comparingInt(one -> one.path("ordinal").asInt(0)))
        .map(
            one ->
                new SqlParameter(
                    one.path("name").asString(""),
                    one.path("type").asString("STRING"),
                    text(one, "value")))
        .toList();
  }
}
