package dev.lockflight.connector.dbt;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Parameter;
import dev.lockflight.RunContext;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import tools.jackson.databind.json.JsonMapper;

/**
 * The options given to one command. Immutable.
 *
 * @param given values by option; flags have none
 * @param vars values by name; a {@link Parameter} is looked up when the command runs
 */
record CommandOptions(Verb verb, Map<Option, List<String>> given, Map<String, Object> vars) {
  private static final JsonMapper JSON = new JsonMapper();

  CommandOptions {
    given = Collections.unmodifiableMap(new TreeMap<>(given));
    vars = Collections.unmodifiableMap(new TreeMap<>(vars));
  }

  static CommandOptions of(Verb verb) {
    return new CommandOptions(verb, Map.of(), Map.of());
  }

  CommandOptions with(Option option, List<String> values) {
    check(option);
    for (String value : values) {
      if (value.isBlank() || value.startsWith("-")) {
        throw new InvalidDefinitionException(
            verb
                + " "
                + option.flag()
                + " must not be blank or begin with a dash: '"
                + value
                + "'");
      }
    }
    Map<Option, List<String>> all = new TreeMap<>(given);
    List<String> joined = new ArrayList<>(all.getOrDefault(option, List.of()));
    boolean grows = option == Option.SELECT || option == Option.EXCLUDE;
    all.put(option, grows ? concat(joined, values) : List.copyOf(values));
    return new CommandOptions(verb, all, vars);
  }

  CommandOptions withVar(String name, Object value) {
    check(Option.VARS);
    Map<String, Object> all = new TreeMap<>(vars);
    all.put(name, value);
    return new CommandOptions(verb, given, all);
  }

  Optional<String> first(Option option) {
    return given.getOrDefault(option, List.of()).stream().findFirst();
  }

  boolean has(Option option) {
    return given.containsKey(option);
  }

  private void check(Option option) {
    if (!verb.accepts(option)) {
      throw new InvalidDefinitionException(verb + " does not accept " + option.flag());
    }
  }

  private static List<String> concat(List<String> first, List<String> second) {
    first.addAll(second);
    return List.copyOf(first);
  }

  /** The arguments behind the command, but for target and state, which are known only in a run. */
  List<String> arguments(RunContext context) {
    List<String> all = new ArrayList<>();
    given.forEach(
        (option, values) -> {
          if (option != Option.TARGET && option != Option.STATE) {
            all.add(option.flag());
            all.addAll(values);
          }
        });
    if (!vars.isEmpty()) {
      Map<String, Object> values = new TreeMap<>();
      vars.forEach(
          (name, value) ->
              values.put(
                  name,
                  value instanceof Parameter<?> parameter ? known(context, parameter) : value));
      all.addAll(List.of(Option.VARS.flag(), JSON.writeValueAsString(values)));
    }
    return all;
  }

  private static Object known(RunContext context, Parameter<?> parameter) {
    Object value = context.parameter(parameter);
    return value instanceof Number || value instanceof Boolean ? value : value.toString();
  }

  /** The same for people, with what is known only in a run by its name. */
  String outline() {
    List<String> parts = new ArrayList<>(List.of(verb.toString()));
    given.forEach(
        (option, values) -> {
          parts.add(option.flag());
          parts.addAll(values);
        });
    if (!vars.isEmpty()) {
      parts.add(
          vars.entrySet().stream()
              .map(var -> var.getKey() + ": " + shown(var.getValue()))
              .collect(Collectors.joining(", ", Option.VARS.flag() + " {", "}")));
    }
    return String.join(" ", parts);
  }

  private static String shown(Object value) {
    return value instanceof Parameter<?> parameter
        ? "<" + parameter.name() + ">"
        : value.toString();
  }
}
