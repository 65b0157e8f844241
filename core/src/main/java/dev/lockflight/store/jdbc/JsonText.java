package dev.lockflight.store.jdbc;

import dev.lockflight.json.Json;
import dev.lockflight.store.StoreException;

/**
 * JSON that comes back from a database as it went in. Half of a surrogate pair, as a cut-off text
 * can end with, is no character that UTF-8 knows; drivers replace it by a question mark, so it is
 * escaped. U+0000, which PostgreSQL refuses, JSON escapes by itself.
 */
final class JsonText {
  private JsonText() {}

  static String of(Object value) {
    return wellFormed(Json.write(value));
  }

  static String wellFormed(String json) {
    for (int i = 0; i < json.length(); i++) {
      if (Character.isSurrogate(json.charAt(i))) {
        if (!isPair(json, i)) {
          return readable(escaped(json, i));
        }
        i++;
      }
    }
    return json;
  }

  /** Names of JSON objects, unlike texts, cannot hold half a pair, not even escaped. */
  private static String readable(String json) {
    try {
      var unused = Json.read(json, Object.class);
      return json;
    } catch (Json.UnreadableJsonException e) {
      throw new StoreException(
          "a name holds half of a character and could not be read again; nothing was written", e);
    }
  }

  private static boolean isPair(String text, int at) {
    return at + 1 < text.length()
        && Character.isSurrogatePair(text.charAt(at), text.charAt(at + 1));
  }

  private static String escaped(String json, int from) {
    StringBuilder text = new StringBuilder(json.length() + 16).append(json, 0, from);
    for (int i = from; i < json.length(); i++) {
      char c = json.charAt(i);
      if (!Character.isSurrogate(c)) {
        text.append(c);
      } else if (isPair(json, i)) {
        text.append(c).append(json.charAt(++i));
      } else {
        text.append("\\u").append(Integer.toHexString(c));
      }
    }
    return text.toString();
  }
}
