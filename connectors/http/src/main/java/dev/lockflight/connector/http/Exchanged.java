package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** The call an answer belongs to: how it is named, what must not be told, how JSON is read. */
record Exchanged(String call, Redaction redaction, JsonFormat format) {
  <T> T read(JsonNode node, Class<T> type, String way) {
    try {
      return format.read(node, type);
    } catch (JacksonException e) {
      String where = way.isEmpty() ? "" : way + ": ";
      throw unreadable(
          FailureClass.FATAL,
          where + "not a " + type.getSimpleName() + ": " + e.getOriginalMessage());
    }
  }

  UnreadableAnswerException unreadable(FailureClass failureClass, String why) {
    return new UnreadableAnswerException(call, failureClass, redaction.apply(Excerpt.of(why)));
  }
}
