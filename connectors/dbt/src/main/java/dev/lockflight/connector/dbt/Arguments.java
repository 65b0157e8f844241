package dev.lockflight.connector.dbt;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.StepContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes the command line of one invocation. */
final class Arguments {
  private Arguments() {}

  static List<String> of(
      DbtCommand command,
      DbtVersion version,
      Path directory,
      @Nullable Path state,
      StepContext context) {
    List<String> all = new ArrayList<>(command.verb().words(version));
    all.addAll(command.options().arguments(context));
    Optional<String> target = target(command, context);
    target.ifPresent(name -> all.addAll(List.of("--target", name)));
    if (state != null) {
      all.addAll(List.of("--state", state.toString()));
    }
    Path profiles = command.settings().profilesDir();
    if (profiles != null) {
      all.addAll(List.of("--profiles-dir", profiles.toString()));
    }
    if (!command.verb().hasNoTargetPath()) {
      all.addAll(List.of("--target-path", directory.toString()));
    }
    all.addAll(logging(directory.resolve("logs"), version));
    return all;
  }

  /**
   * dbt 2.x writes a structured file only when its standard output is structured too; dbt 1.x puts
   * colours into both unless told not to.
   */
  private static List<String> logging(Path logPath, DbtVersion version) {
    List<String> all =
        new ArrayList<>(
            List.of(
                "--log-path",
                logPath.toString(),
                "--log-format",
                "json",
                "--log-format-file",
                "json",
                "--log-level-file",
                "debug",
                "--log-file-max-bytes",
                "0",
                "--no-send-anonymous-usage-stats"));
    if (!version.isSecondEngine()) {
      all.add("--no-use-colors");
    }
    return all;
  }

  /**
   * The target said on the command, else the one of the stage's environment. In an environment that
   * names none, dbt's default target could be another environment: that is refused.
   */
  static Optional<String> target(DbtCommand command, StepContext context) {
    Optional<String> said = command.options().first(Option.TARGET);
    if (said.isPresent() || context.environment().isEmpty() || command.verb() == Verb.DEPS) {
      return said;
    }
    Environment environment = context.environment().orElseThrow();
    Optional<String> ofEnvironment = environment.attribute(Attribute.DBT_TARGET);
    if (ofEnvironment.isEmpty()) {
      throw new DbtException(
          DbtProblem.UNKNOWN_TARGET,
          "environment "
              + environment.name()
              + " has no attribute "
              + Attribute.DBT_TARGET
              + ", so dbt would take its profile's default target, which may be another environment");
    }
    return ofEnvironment;
  }
}
