package dev.lockflight.testkit.databricks;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** A task as it was sent. Immutable. */
record TaskDefinition(JsonNode json) {
  TaskDefinition {
    if (!json.path("task_key").isString()) {
      throw Refusal.badRequest("task_key is required for every task");
    }
  }

  String key() {
    return json.path("task_key").asString();
  }

  String type() {
    return json.propertyNames().stream()
        .filter(name -> name.endsWith("_task"))
        .findFirst()
        .orElseThrow(() -> Refusal.badRequest("Task " + key() + " does not say what to do."));
  }

  private JsonNode work() {
    return json.path(type());
  }

  String name() {
    return switch (type()) {
      case "notebook_task" -> work().path("notebook_path").asString("");
      case "spark_python_task" -> work().path("python_file").asString("");
      case "python_wheel_task" -> work().path("package_name").asString("");
      case "sql_task" -> work().path("file").path("path").asString("");
      default -> "";
    };
  }

  List<String> arguments() {
    JsonNode list = work().path(type().equals("dbt_task") ? "commands" : "parameters");
    return list.isArray()
        ? list.valueStream().map(value -> value.asString("")).toList()
        : List.of();
  }

  Map<String, String> parameters() {
    Map<String, String> found = new LinkedHashMap<>();
    for (String place : List.of("base_parameters", "named_parameters", "parameters")) {
      JsonNode named = work().path(place);
      if (named.isObject()) {
        named.properties().forEach(p -> found.put(p.getKey(), p.getValue().asString("")));
      }
    }
    return found;
  }

  List<Dependency> dependencies() {
    return json.path("depends_on")
        .valueStream()
        .map(
            on ->
                new Dependency(
                    on.path("task_key").asString(""),
                    Optional.ofNullable(on.path("outcome").asString(null))))
        .toList();
  }

  /** Another task, and the outcome it must have if it is a condition. */
  record Dependency(String key, Optional<String> outcome) {}

  String runIf() {
    return json.path("run_if").asString("ALL_SUCCESS");
  }

  /** What a condition task says. */
  String condition(Map<String, String> parameters) {
    String left = resolved(work().path("left").asString(""), parameters);
    String right = resolved(work().path("right").asString(""), parameters);
    boolean holds =
        switch (work().path("op").asString("")) {
          case "EQUAL_TO" -> left.equals(right);
          case "NOT_EQUAL" -> !left.equals(right);
          case "GREATER_THAN" -> compared(left, right) > 0;
          case "GREATER_THAN_OR_EQUAL" -> compared(left, right) >= 0;
          case "LESS_THAN" -> compared(left, right) < 0;
          case "LESS_THAN_OR_EQUAL" -> compared(left, right) <= 0;
          default -> throw Refusal.badRequest("op of condition_task " + key() + " is unknown");
        };
    return Boolean.toString(holds);
  }

  private static int compared(String left, String right) {
    return new java.math.BigDecimal(left).compareTo(new java.math.BigDecimal(right));
  }

  /** The text with its references to parameters of the job resolved. */
  static String resolved(String text, Map<String, String> parameters) {
    String result = text;
    for (Map.Entry<String, String> parameter : parameters.entrySet()) {
      result =
          result.replace("{{job.parameters." + parameter.getKey() + "}}", parameter.getValue());
    }
    return result;
  }

  static List<TaskDefinition> all(JsonNode settings) {
    Stream<JsonNode> tasks = settings.path("tasks").valueStream();
    return tasks.map(TaskDefinition::new).toList();
  }
}
