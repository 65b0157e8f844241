package dev.lockflight.examples.laptop;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** What a small server of JSON answers to which path. Not thread-safe. */
final class Routes {
  static final JsonMapper JSON = JsonMapper.builder().build();

  /** What a request gets. */
  record Reply(int status, Object body) {
    static final Reply MISSING = new Reply(404, Map.of("message", "Not Found"));

    static Reply ok(@Nullable Object body) {
      return body == null ? MISSING : new Reply(200, body);
    }

    /** Puts the new fields into what is there. */
    static Reply changed(@Nullable Map<String, Object> there, Map<String, Object> fields) {
      if (there == null) {
        return MISSING;
      }
      there.putAll(fields);
      return new Reply(200, there);
    }

    static Reply created(Object body) {
      return new Reply(201, body);
    }
  }

  /** Answers a request; the matcher holds the variable parts of its path. */
  interface Route {
    Reply answer(Matcher path, Map<String, Object> body);
  }

  private final Map<String, Map<Pattern, Route>> routes = new LinkedHashMap<>();

  /**
   * @param path a regular expression
   */
  void on(String method, String path, Route route) {
    routes.computeIfAbsent(method, m -> new LinkedHashMap<>()).put(Pattern.compile(path), route);
  }

  /**
   * The answer of the first route that fits; a body that is no JSON object is known by its size.
   */
  Reply answer(String method, String path, byte[] sent) {
    for (Map.Entry<Pattern, Route> route : routes.getOrDefault(method, Map.of()).entrySet()) {
      Matcher matcher = route.getKey().matcher(path);
      if (matcher.matches()) {
        return route.getValue().answer(matcher, read(sent));
      }
    }
    return Reply.MISSING;
  }

  private static Map<String, Object> read(byte[] sent) {
    return sent.length > 0 && sent[0] == '{'
        ? JSON.readValue(sent, new TypeReference<Map<String, Object>>() {})
        : Map.of("size", sent.length);
  }
}
