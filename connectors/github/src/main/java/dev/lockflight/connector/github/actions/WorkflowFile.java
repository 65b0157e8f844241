package dev.lockflight.connector.github.actions;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Pipeline;
import dev.lockflight.Trigger;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The thin workflow that runs a pipeline in GitHub Actions, written from the pipeline: its
 * triggers, the permissions it needs, one run at a time. Immutable.
 *
 * <pre>{@code
 * WorkflowFile.running(delivery, "java -jar delivery.jar run")
 *     .permission("statuses", "write")
 *     .write(Path.of(".github/workflows/delivery.yml"));
 * }</pre>
 *
 * <p>A test that calls {@link #check} keeps the committed file as it should be.
 */
public final class WorkflowFile {
  private final Pipeline pipeline;
  private final String command;
  private final String environment;
  private final Map<String, String> permissions;
  private final Map<String, String> variables;

  private WorkflowFile(
      Pipeline pipeline,
      String command,
      String environment,
      Map<String, String> permissions,
      Map<String, String> variables) {
    this.pipeline = pipeline;
    this.command = command;
    this.environment = environment;
    this.permissions = permissions;
    this.variables = variables;
  }

  /**
   * A workflow with one job that checks out the commit and runs the command.
   *
   * @param command for the shell, one or several lines
   */
  public static WorkflowFile running(Pipeline pipeline, String command) {
    if (pipeline.triggers().stream().anyMatch(trigger -> !isPossible(trigger))) {
      throw new InvalidDefinitionException(
          "GitHub's schedules are in UTC and it knows no upstream pipelines: "
              + pipeline.triggers());
    }
    return new WorkflowFile(
        pipeline,
        command,
        "",
        Map.of("contents", "read"),
        Map.of("GITHUB_TOKEN", "${{ github.token }}"));
  }

  private static boolean isPossible(Trigger trigger) {
    return !(trigger instanceof Trigger.Upstream)
        && !(trigger instanceof Trigger.Failure)
        && !(trigger instanceof Trigger.Cron cron
            && !cron.zone().normalized().equals(ZoneOffset.UTC));
  }

  /** The job enters this environment of GitHub: its reviewers are asked, its secrets are there. */
  public WorkflowFile environment(String name) {
    return new WorkflowFile(pipeline, command, name, permissions, variables);
  }

  /** The job's token may do this, for example {@code "checks", "write"}. */
  public WorkflowFile permission(String name, String access) {
    return new WorkflowFile(
        pipeline, command, environment, with(permissions, name, access), variables);
  }

  /** An environment variable of the command with the value of a secret of the repository. */
  public WorkflowFile secret(String variable, String secret) {
    return new WorkflowFile(
        pipeline,
        command,
        environment,
        permissions,
        with(variables, variable, "${{ secrets." + secret + " }}"));
  }

  private static Map<String, String> with(Map<String, String> all, String name, String value) {
    Map<String, String> more = new TreeMap<>(all);
    more.put(name, value);
    return Collections.unmodifiableMap(more);
  }

  public String yaml() {
    return new WorkflowYaml(pipeline).text(command, environment, permissions, variables);
  }

  public void write(Path file) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    if (parent != null) {
      Path unused = Files.createDirectories(parent);
    }
    Path unused = Files.writeString(file, yaml());
  }

  /**
   * Does nothing when the file is as {@link #write} would write it.
   *
   * @throws ActionsException when it is not, or is not there
   */
  public void check(Path file) throws IOException {
    if (!Files.exists(file)) {
      throw new ActionsException("there is no " + file + "; write it with WorkflowFile.write");
    }
    List<String> found = Files.readString(file).lines().toList();
    List<String> wanted = yaml().lines().toList();
    for (int i = 0; i < Math.max(found.size(), wanted.size()); i++) {
      String is = i < found.size() ? found.get(i) : "the end";
      String should = i < wanted.size() ? wanted.get(i) : "the end";
      if (!is.equals(should)) {
        throw new ActionsException(
            file
                + " is not current at line "
                + (i + 1)
                + ": it has '"
                + is
                + "' instead of '"
                + should
                + "'; write it again with WorkflowFile.write");
      }
    }
  }
}
