package dev.lockflight.connector.dbt;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * One line of dbt's structured log, as far as it is of use. Immutable.
 *
 * @param total how many nodes there are; null where the engine does not tell
 */
record LogEvent(
    String name,
    String level,
    String message,
    String invocationId,
    @Nullable Long total,
    Node node) {
  private static final JsonFactory JSON = new JsonFactory();

  /** The node an event is about; empty texts when it is about none. */
  record Node(String uniqueId, String status) {}

  boolean isError() {
    return level.equals("error");
  }

  boolean isForPeople() {
    return !level.equals("debug") && !message.isBlank();
  }

  /** Empty when the line is no event, as with text that Python itself writes. */
  static Optional<LogEvent> parse(String line) {
    if (!line.startsWith("{")) {
      return Optional.empty();
    }
    try (JsonParser parser = JSON.createParser(ObjectReadContext.empty(), line)) {
      if (parser.nextToken() != JsonToken.START_OBJECT) {
        return Optional.empty();
      }
      Reader reader = new Reader(new JsonWalk(parser));
      reader.walk.members(reader::section);
      return reader.name.isEmpty() && reader.message.isEmpty()
          ? Optional.empty()
          : Optional.of(reader.event());
    } catch (JacksonException e) {
      return Optional.empty();
    }
  }

  /** Collects the wanted members, in whatever order they come. */
  private static final class Reader {
    private final JsonWalk walk;
    private String name = "";
    private String level = "";
    private String message = "";
    private String invocation = "";
    private @Nullable Long total;
    private String uniqueId = "";
    private String status = "";

    Reader(JsonWalk walk) {
      this.walk = walk;
    }

    void section(String section) {
      switch (section) {
        case "info" -> walk.object(this::info);
        case "data" -> walk.object(this::data);
        default -> walk.skip();
      }
    }

    private void info(String member) {
      switch (member) {
        case "name" -> name = walk.text("");
        case "level" -> level = walk.text("");
        case "msg" -> message = plain(walk.text(""));
        case "invocation_id" -> invocation = walk.text("");
        default -> walk.skip();
      }
    }

    private void data(String member) {
      switch (member) {
        case "total", "num_models" -> total = walk.whole();
        case "node_info" -> walk.object(this::node);
        case "run_result" -> walk.object(this::result);
        default -> walk.skip();
      }
    }

    private void node(String member) {
      if (member.equals("unique_id")) {
        uniqueId = walk.text("");
      } else {
        walk.skip();
      }
    }

    private void result(String member) {
      if (member.equals("status")) {
        status = walk.text("");
      } else {
        walk.skip();
      }
    }

    /** Without the colours that dbt 1.x writes even here. */
    private static String plain(String text) {
      return text.replaceAll("\u001b\\[[0-9;]*m", "");
    }

    LogEvent event() {
      return new LogEvent(name, level, message, invocation, total, new Node(uniqueId, status));
    }
  }
}
