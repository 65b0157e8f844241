package dev.lockflight.connector.http;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.lockflight.FailureClass;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * JSON whose shape is not known beforehand, read by walking down. What is not there is found out
 * only when its value is asked for; the message then names the whole way and the call. Immutable
 * and thread-safe.
 */
public final class JsonTree {
  private final JsonNode node;
  private final String way;
  private final Exchanged exchanged;

  JsonTree(JsonNode node, String way, Exchanged exchanged) {
    this.node = node;
    this.way = way;
    this.exchanged = exchanged;
  }

  /**
   * JSON that came another way, such as a webhook.
   *
   * @param source what messages call it
   * @throws UnreadableAnswerException when it is no JSON
   */
  public static JsonTree of(byte[] json, String source) {
    Exchanged from =
        new Exchanged(source, Redaction.of(List.of()), new JsonFormat(Naming.SNAKE_CASE));
    try {
      return new JsonTree(from.format().tree(json), "", from);
    } catch (JacksonException e) {
      throw from.unreadable(FailureClass.FATAL, "it is no JSON: " + e.getOriginalMessage());
    }
  }

  /** The value under these names, one below the other; may be missing. */
  public JsonTree at(String... names) {
    JsonTree found = this;
    for (String name : names) {
      String way = found.way.isEmpty() ? name : found.way + "." + name;
      found = new JsonTree(found.node.path(name), way, exchanged);
    }
    return found;
  }

  /** Whether there is a value here that is not null. */
  public boolean isPresent() {
    return !node.isMissingNode() && !node.isNull();
  }

  /** The elements of a list; none when it is missing or null. */
  public List<JsonTree> items() {
    if (isPresent() && !node.isArray()) {
      throw wrong("a list");
    }
    return IntStream.range(0, node.size())
        .mapToObj(i -> new JsonTree(node.get(i), way + "[" + i + "]", exchanged))
        .toList();
  }

  /** The names of an object; none when it is missing or null. */
  public List<String> names() {
    return List.copyOf(node.propertyNames());
  }

  /** A string, a number or a boolean as text: some services send a code as either. */
  public String text() {
    if (!isPresent() || !node.isValueNode()) {
      throw wrong("a text");
    }
    return node.asString();
  }

  /** Like {@link #text}, but empty when it is missing, null, a list or an object. */
  public Optional<String> optionalText() {
    return isPresent() && node.isValueNode() ? Optional.of(node.asString()) : Optional.empty();
  }

  /** A whole number, also one that was written as a string. */
  public long number() {
    try {
      return isPresent() && node.isNumber() ? node.longValue() : Long.parseLong(text());
    } catch (NumberFormatException | JacksonException e) {
      throw wrong("a whole number");
    }
  }

  public boolean isTrue() {
    if (!node.isBoolean()) {
      throw wrong("true or false");
    }
    return node.booleanValue();
  }

  /** The value read as this class. */
  public <T> T as(Class<T> type) {
    if (!isPresent()) {
      throw wrong(type.getSimpleName());
    }
    return exchanged.read(node, type, way);
  }

  private UnreadableAnswerException wrong(String expected) {
    String found =
        node.isMissingNode()
            ? "nothing"
            : node.getNodeType().toString().toLowerCase(java.util.Locale.ROOT);
    return exchanged.unreadable(
        FailureClass.FATAL,
        (way.isEmpty() ? "the whole answer" : way) + " should be " + expected + " and is " + found);
  }

  /** For Jackson: part of an answer may be part of the next request's body. */
  @JsonValue
  JsonNode node() {
    return node;
  }

  /** The JSON itself. */
  @Override
  public String toString() {
    return node.isMissingNode() ? "" : node.toString();
  }
}
