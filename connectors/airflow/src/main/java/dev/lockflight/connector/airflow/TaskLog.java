package dev.lockflight.connector.airflow;

import dev.lockflight.connector.http.JsonTree;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The log of a task: events of Airflow 3, or the text of Airflow 2, as lines. */
final class TaskLog {
  private static final String TRACE = "Traceback (most recent call last)";
  private static final int LONGEST = 500;

  private TaskLog() {}

  /** The events of Airflow 3 as lines; before 3.1 they may be lines already. */
  static String text(JsonTree answer) {
    return answer.at("content").items().stream()
        .map(TaskLog::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(JsonTree event) {
    String text = event.optionalText().orElse("");
    if (!text.isEmpty()) {
      return text;
    }
    String time = event.at("timestamp").optionalText().map(at -> at + " ").orElse("");
    String level =
        event.at("level").optionalText().map(at -> at.toUpperCase(Locale.ROOT) + " ").orElse("");
    return time + level + event.at("event").optionalText().orElse("") + errors(event);
  }

  private static String errors(JsonTree event) {
    return event.at("error_detail").items().stream()
        .map(
            error ->
                "\n"
                    + TRACE
                    + ":"
                    + frames(error)
                    + "\n"
                    + error.at("exc_type").optionalText().orElse("error")
                    + ": "
                    + error.at("exc_value").optionalText().orElse(""))
        .collect(Collectors.joining());
  }

  private static String frames(JsonTree error) {
    return error.at("frames").items().stream()
        .map(
            frame ->
                "\n  File \""
                    + frame.at("filename").optionalText().orElse("?")
                    + "\", line "
                    + frame.at("lineno").optionalText().orElse("?")
                    + ", in "
                    + frame.at("name").optionalText().orElse("?"))
        .collect(Collectors.joining());
  }

  /**
   * What the last exception said, or else the last line with an error; empty when there is none.
   */
  static String error(String log) {
    List<String> lines = log.lines().toList();
    String found = "";
    boolean inTrace = false;
    for (String line : lines) {
      if (line.contains(TRACE)) {
        inTrace = true;
      } else if (inTrace && !line.isBlank() && !line.startsWith(" ")) {
        found = line;
        inTrace = false;
      } else if (!inTrace && found.isEmpty() && line.contains("ERROR")) {
        found = line;
      }
    }
    return found.length() > LONGEST ? found.substring(0, LONGEST) + "…" : found;
  }
}
