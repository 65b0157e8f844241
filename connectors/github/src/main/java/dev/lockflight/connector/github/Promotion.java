package dev.lockflight.connector.github;

import dev.lockflight.Cause;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What stands behind {@code /promote}: perhaps the commit that is meant, and inputs.
 *
 * @param commit at least seven digits of it; empty for whatever the pull request is at
 */
record Promotion(String commit, Map<String, String> inputs) {
  private static final Pattern COMMIT = Pattern.compile("[0-9a-f]{7,64}");

  static Promotion of(String rest) {
    String commit = "";
    Map<String, String> inputs = new LinkedHashMap<>();
    for (String word : rest.strip().split("\\s+")) {
      int equals = word.indexOf('=');
      if (equals > 0) {
        inputs.put(word.substring(0, equals), word.substring(equals + 1));
      } else if (COMMIT.matcher(word).matches()) {
        commit = word;
      }
    }
    return new Promotion(commit, inputs);
  }

  boolean means(String actual) {
    return actual.startsWith(commit);
  }

  Cause in(Cause cause) {
    Cause all = cause;
    for (Map.Entry<String, String> input : inputs.entrySet()) {
      all = all.withInput(input.getKey(), input.getValue());
    }
    return all;
  }
}
