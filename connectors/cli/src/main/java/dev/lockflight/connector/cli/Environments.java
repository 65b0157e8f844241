package dev.lockflight.connector.cli;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import java.util.List;

/** The environments that the program's pipelines know. */
final class Environments {
  private Environments() {}

  /** In the order in which the pipelines first name them. */
  static List<EnvironmentName> of(Tool tool) {
    return tool.pipelines().stream()
        .flatMap(pipeline -> pipeline.environments().stream())
        .map(Environment::name)
        .distinct()
        .toList();
  }

  /** The one a person typed. */
  static EnvironmentName named(Tool tool, String text) {
    return of(tool).stream()
        .filter(each -> each.value().equals(text))
        .findFirst()
        .orElseThrow(
            () ->
                CommandFailedException.usage(
                    "there is no environment " + text + "; there are " + of(tool)));
  }

  static boolean has(Pipeline pipeline, EnvironmentName environment) {
    return pipeline.environments().stream().anyMatch(each -> each.name().equals(environment));
  }
}
