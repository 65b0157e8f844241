package dev.lockflight.testkit.dbt;

import dev.lockflight.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One line of a recorded structured log.
 *
 * @param at when dbt said it; null for text that is no event
 */
record LogLine(
    String text,
    String name,
    String level,
    String message,
    String invocationId,
    @Nullable Instant at) {
  static LogLine parse(String line) {
    if (!line.startsWith("{")) {
      return new LogLine(line, "", "info", line, "", null);
    }
    Map<?, ?> info =
        Json.read(line, Map.class).get("info") instanceof Map<?, ?> found ? found : Map.of();
    return new LogLine(
        line,
        text(info, "name"),
        text(info, "level"),
        text(info, "msg").replaceAll("\u001b\\[[0-9;]*m", ""),
        text(info, "invocation_id"),
        moment(text(info, "ts")));
  }

  private static String text(Map<?, ?> info, String member) {
    return info.get(member) instanceof String text ? text : "";
  }

  private static @Nullable Instant moment(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeParseException e) {
      return null;
    }
  }

  /** Never negative: dbt's threads do not always write in order. */
  Duration since(LogLine before) {
    Instant mine = at;
    Instant theirs = before.at;
    return mine == null || theirs == null || mine.isBefore(theirs)
        ? Duration.ZERO
        : Duration.between(theirs, mine);
  }

  boolean isForPeople() {
    return !level.equals("debug") && !message.isBlank();
  }
}
