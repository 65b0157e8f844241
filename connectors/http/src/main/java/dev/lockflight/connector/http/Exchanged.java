package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The call an answer belongs to: how it is named, what must not be told, how JSON is read. */
record Exchanged(String call, Redaction redaction, JsonFormat format) {
  /** Of what was wrong only the place is told: values may be secrets. */
  <T> T read(JsonNode node, Class<T> type, String way) {
    try {
      return format.read(node, type);
    } catch (JacksonException e) {
      String place = way.isEmpty() ? "the answer" : way;
      String inside = e.getPath().stream().map(Exchanged::step).collect(Collectors.joining());
      throw unreadable(
          FailureClass.FATAL, place + inside + " does not fit " + type.getSimpleName());
    }
  }

  private static String step(JacksonException.Reference step) {
    return step.getPropertyName() == null
        ? "[" + step.getIndex() + "]"
        : "." + step.getPropertyName();
  }

  UnreadableAnswerException unreadable(FailureClass failureClass, String why) {
    return new UnreadableAnswerException(call, failureClass, redaction.apply(Excerpt.of(why)));
  }
}
