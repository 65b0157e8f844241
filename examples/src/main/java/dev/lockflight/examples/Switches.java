package dev.lockflight.examples;

import dev.lockflight.Parameter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Short words for parameters of a flow, and {@code run} as the command that nobody has to say. */
record Switches(Map<String, String> parameters) {
  static Switches of(String word, Parameter<Boolean> parameter) {
    return new Switches(Map.of()).and(word, parameter);
  }

  Switches and(String word, Parameter<Boolean> parameter) {
    Map<String, String> more = new LinkedHashMap<>(parameters);
    more.put(word, parameter.name() + "=true");
    return new Switches(more);
  }

  /**
   * The command line of the tool.
   *
   * @param started what a command that starts a run is told besides
   */
  String[] command(String[] given, String... started) {
    List<String> words = new ArrayList<>(List.of(given));
    boolean help = !words.isEmpty() && List.of("-h", "--help", "help").contains(words.get(0));
    if (!help && (words.isEmpty() || words.get(0).startsWith("-"))) {
      words.add(0, "run");
    }
    List<String> all = new ArrayList<>();
    for (String word : words) {
      if (parameters.containsKey(word)) {
        all.addAll(List.of("--param", parameters.getOrDefault(word, "")));
      } else {
        all.add(word);
      }
    }
    if (!help && List.of("run", "plan").contains(all.get(0)) && !all.contains("--help")) {
      all.addAll(List.of("--trigger", "manual"));
      all.addAll(List.of(started));
    }
    return all.toArray(String[]::new);
  }
}
