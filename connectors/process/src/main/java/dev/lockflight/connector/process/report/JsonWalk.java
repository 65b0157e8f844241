package dev.lockflight.connector.process.report;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/**
 * Reads the parts of a JSON stream that are wanted and skips the rest. Tolerant: a value of another
 * type than expected is skipped and counts as missing. Not thread-safe.
 */
final class JsonWalk {
  private final JsonParser parser;

  JsonWalk(JsonParser parser) {
    this.parser = parser;
  }

  /** What to do with one member of an object; it must consume exactly the member's value. */
  interface Member {
    void value(String name);
  }

  /** Whether the value that was begun last is an object. */
  boolean atObject() {
    return parser.currentToken() == JsonToken.START_OBJECT;
  }

  /** Whether the value that was begun last is an array. */
  boolean atArray() {
    return parser.currentToken() == JsonToken.START_ARRAY;
  }

  /** Begins the next value. */
  void begin() {
    JsonToken unused = parser.nextToken();
  }

  /** Walks the object that is the next value; false when it is none, and skipped. */
  boolean object(Member member) {
    begin();
    return walk(member);
  }

  /** Walks the array that is the next value; false when it is none, and skipped. */
  boolean array(Runnable element) {
    begin();
    return each(element);
  }

  /** Walks the objects in the array that is the next value; false when it is none, and skipped. */
  boolean objects(Member member, Runnable afterEach) {
    return array(
        () -> {
          if (walk(member)) {
            afterEach.run();
          }
        });
  }

  /** Walks the object that was begun. */
  boolean walk(Member member) {
    if (!atObject()) {
      skipBegun();
      return false;
    }
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      member.value(name);
    }
    return true;
  }

  /** Walks the array that was begun; each of its elements is begun when it is handed out. */
  boolean each(Runnable element) {
    if (!atArray()) {
      skipBegun();
      return false;
    }
    while (parser.nextToken() != JsonToken.END_ARRAY) {
      element.run();
    }
    return true;
  }

  /** Skips the next value. */
  void skip() {
    begin();
    skipBegun();
  }

  void skipBegun() {
    JsonParser unused = parser.skipChildren();
  }

  /** The next value when it is a text, a number or a truth value. */
  @Nullable String text() {
    begin();
    return textBegun();
  }

  @Nullable String textBegun() {
    JsonToken token = parser.currentToken();
    if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    skipBegun();
    return null;
  }

  String text(String otherwise) {
    String text = text();
    return text == null ? otherwise : text;
  }

  boolean truth() {
    return Boolean.parseBoolean(text());
  }

  /** A number, also when it was written as a text; null when it is none or not finite. */
  @Nullable BigDecimal number() {
    return number(text());
  }

  static @Nullable BigDecimal number(@Nullable String text) {
    try {
      return text == null || text.length() > 100 ? null : new BigDecimal(text);
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
