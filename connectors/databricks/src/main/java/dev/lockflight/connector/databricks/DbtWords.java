package dev.lockflight.connector.databricks;

import dev.lockflight.connector.dbt.DbtInvocation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A dbt command line taken apart, so that it can be put together elsewhere: paths of this machine
 * mean nothing there.
 *
 * @param command {@code build}, {@code source freshness} ...
 * @param options values by flag; flags without a value have none
 */
record DbtWords(String command, Map<String, List<String>> options) {
  /** They name places of this machine; each runner says its own. */
  private static final Set<String> LOCAL =
      Set.of("--target-path", "--log-path", "--profiles-dir", "--project-dir", "--state");

  static DbtWords of(DbtInvocation invocation) {
    List<String> words = new ArrayList<>();
    Map<String, List<String>> options = new LinkedHashMap<>();
    List<String> values = words;
    for (String argument : invocation.arguments()) {
      if (argument.startsWith("--")) {
        values = new ArrayList<>();
        options.put(argument, values);
      } else {
        values.add(argument);
      }
    }
    return new DbtWords(String.join(" ", words), options);
  }

  /** The values of an option, as dbt takes them: with a space between. */
  String joined(String flag) {
    return String.join(" ", options.getOrDefault(flag, List.of()));
  }

  boolean has(String flag) {
    return options.containsKey(flag);
  }

  /** Where the state lies on this machine. */
  Optional<String> state() {
    return options.getOrDefault("--state", List.of()).stream().findFirst();
  }

  /** All arguments but those of this machine and these. */
  List<String> without(Set<String> flags) {
    List<String> all = new ArrayList<>();
    options.forEach(
        (flag, values) -> {
          if (!LOCAL.contains(flag) && !flags.contains(flag)) {
            all.add(flag);
            all.addAll(values);
          }
        });
    return all;
  }
}
