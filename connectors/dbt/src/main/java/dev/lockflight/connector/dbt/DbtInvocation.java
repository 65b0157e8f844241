package dev.lockflight.connector.dbt;

import dev.lockflight.Secret;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * One dbt command, ready to run. Immutable.
 *
 * @param project where dbt_project.yml is; the working directory
 * @param arguments without the executable
 * @param environment all {@code DBT_*} variables dbt may see, and those the project needs
 * @param secrets variables whose values are looked up when dbt starts
 * @param directory empty and of this invocation alone; {@link #targetPath} and {@link #logPath} are
 *     in it
 */
public record DbtInvocation(
    Path project,
    List<String> arguments,
    Map<String, String> environment,
    Map<String, Secret> secrets,
    Path directory) {
  public DbtInvocation {
    arguments = List.copyOf(arguments);
    environment = Collections.unmodifiableMap(new TreeMap<>(environment));
    secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
  }

  /** Where dbt writes its artifacts. */
  public Path targetPath() {
    return directory;
  }

  /** Where dbt writes {@code dbt.log}. */
  public Path logPath() {
    return directory.resolve("logs");
  }

  /** The structured log. */
  public Path log() {
    return logPath().resolve("dbt.log");
  }

  /** The command line as a person would type it. */
  public String commandLine() {
    return "dbt " + String.join(" ", arguments);
  }
}
