package dev.lockflight.connector.docker;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A compose project: the steps that start it, tell its logs and take it down. Whether its
 * containers are healthy says {@link Docker#projectHealthy}. Works with the plug-in {@code docker
 * compose} and with {@code docker-compose} 1.29. Immutable and thread-safe.
 */
public final class Compose {
  private static final Pattern PROJECT = Pattern.compile("[a-z0-9][a-z0-9_-]*");

  private final DockerCli cli;
  private final String project;
  private final List<Path> files;
  private final Map<String, String> variables;

  private Compose(DockerCli cli, String project, List<Path> files, Map<String, String> variables) {
    this.cli = cli;
    this.project = project;
    this.files = List.copyOf(files);
    this.variables = Map.copyOf(variables);
  }

  static Compose of(DockerCli cli, String project, Path file, Path... overriding) {
    if (!PROJECT.matcher(project).matches()) {
      throw new InvalidDefinitionException(
          "a compose project must be lower case letters, digits, - and _, and begin with a letter"
              + " or digit: "
              + project);
    }
    return new Compose(
        cli, project, Stream.concat(Stream.of(file), Stream.of(overriding)).toList(), Map.of());
  }

  /** With variables that its files use, for example an image's digest. */
  public Compose variables(Map<String, String> values) {
    return new Compose(cli, project, files, values);
  }

  public String project() {
    return project;
  }

  /** Judges the files, without an engine. */
  public Call<CommandResult> check() {
    return command("config", "--quiet");
  }

  /** Creates and starts what is not there yet, in the order of depends_on; does not wait for it. */
  public Call<CommandResult> up() {
    return command("up", "--detach", "--remove-orphans");
  }

  /** The same, and builds its images before. */
  public Call<CommandResult> upBuilding() {
    return command("up", "--detach", "--remove-orphans", "--build");
  }

  /** Tells all that its containers have written: the step's log file has it. */
  public Call<CommandResult> logs() {
    return command("logs", "--no-color");
  }

  /** Stops and removes its containers and networks; its volumes stay. */
  public Call<CommandResult> down() {
    return command("down", "--remove-orphans");
  }

  /** The same, and removes its volumes with their data. */
  public Call<CommandResult> downWithVolumes() {
    return command("down", "--remove-orphans", "--volumes");
  }

  private Call<CommandResult> command(String... verb) {
    List<String> words = new ArrayList<>(List.of("--project-name", project));
    files.forEach(file -> words.addAll(List.of("--file", file.toAbsolutePath().toString())));
    words.addAll(List.of(verb));
    String described = "compose " + String.join(" ", verb) + " of project " + project;
    return new ComposeStep(
        "compose " + verb[0] + " " + project,
        described + " of " + files + (variables.isEmpty() ? "" : " with " + variables),
        cli.composing(words).environment(variables));
  }

  /** One verb. */
  private record ComposeStep(String name, String describe, Command command)
      implements Call<CommandResult> {
    @Override
    public CommandResult run(StepContext context) throws InterruptedException {
      return command.run(context);
    }
  }

  @Override
  public String toString() {
    return "compose project " + project + " of " + files;
  }
}
