package dev.lockflight.connector.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
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

  /** Walks the object that is the next value; anything else is skipped. */
  void object(Member member) {
    if (parser.nextToken() == JsonToken.START_OBJECT) {
      members(member);
    } else {
      skipCurrent();
    }
  }

  /** Walks the rest of an object whose start has been read. */
  void members(Member member) {
    for (String name = parser.nextName(); name != null; name = parser.nextName()) {
      member.value(name);
    }
  }

  /** Walks the objects of the array that is the next value; other elements are skipped. */
  void objects(Member member, Runnable afterEach) {
    if (parser.nextToken() != JsonToken.START_ARRAY) {
      skipCurrent();
      return;
    }
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token == JsonToken.START_OBJECT) {
        members(member);
        afterEach.run();
      } else {
        skipCurrent();
      }
    }
  }

  void skip() {
    JsonToken unused = parser.nextToken();
    skipCurrent();
  }

  /** The next value when it is a text, a number or a truth value. */
  @Nullable String text() {
    JsonToken token = parser.nextToken();
    if (token.isScalarValue() && token != JsonToken.VALUE_NULL) {
      return parser.getString();
    }
    skipCurrent();
    return null;
  }

  String text(String otherwise) {
    String text = text();
    return text == null ? otherwise : text;
  }

  boolean truth(boolean otherwise) {
    String text = text();
    return text == null ? otherwise : Boolean.parseBoolean(text);
  }

  /** A number, also when it was written as a text. */
  @Nullable Long whole() {
    String text = text();
    if (text == null) {
      return null;
    }
    try {
      return Double.valueOf(text).longValue();
    } catch (NumberFormatException e) {
      return null;
    }
  }

  double number() {
    String text = text();
    if (text == null) {
      return 0;
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return 0;
    }
  }

  /** The texts of an array, or the single text that stands there instead. */
  List<String> texts() {
    JsonToken token = parser.nextToken();
    if (token == JsonToken.VALUE_STRING) {
      return List.of(parser.getString());
    }
    if (token != JsonToken.START_ARRAY) {
      skipCurrent();
      return List.of();
    }
    List<String> texts = new ArrayList<>(4);
    for (token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
      if (token == JsonToken.VALUE_STRING) {
        texts.add(parser.getString());
      } else {
        skipCurrent();
      }
    }
    return texts;
  }

  /** The members of an object that are texts, numbers or truth values. */
  Map<String, String> scalars() {
    Map<String, String> all = new TreeMap<>();
    object(
        name -> {
          String value = text();
          if (value != null) {
            all.put(name, value);
          }
        });
    return all;
  }

  private void skipCurrent() {
    JsonParser unused = parser.skipChildren();
  }
}
