package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.Command;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Runs an installed dbt as a process of this machine. It gets a closed standard input, and of the
 * variables given to {@link #inheriting} only those any program needs, never a {@code DBT_*} one:
 * those of a CI host would change what dbt does. Thread-safe; asks dbt for its version once.
 */
public final class LocalDbt implements DbtRunner {
  private static final Duration VERSION_TIMEOUT = Duration.ofMinutes(2);
  private final String executable;
  private final Map<String, String> inherited;
  private final AtomicReference<@Nullable DbtVersion> known = new AtomicReference<>();

  private LocalDbt(String executable, Map<String, String> inherited) {
    this.executable = executable;
    this.inherited = Collections.unmodifiableMap(new TreeMap<>(inherited));
  }

  /** A name that is looked up on the PATH given to {@link #inheriting}. */
  public static LocalDbt executable(String name) {
    return new LocalDbt(name, Map.of());
  }

  /** A file, for example {@code .venv/bin/dbt}. */
  public static LocalDbt executable(Path file) {
    return new LocalDbt(file.toAbsolutePath().normalize().toString(), Map.of());
  }

  /** The same dbt with what it may inherit, for example {@code System.getenv()}. */
  public LocalDbt inheriting(Map<String, String> variables) {
    return new LocalDbt(executable, variables);
  }

  @Override
  public DbtVersion version(StepContext context) throws InterruptedException {
    DbtVersion version = known.get();
    if (version == null) {
      version = ask(context);
      known.set(version);
    }
    return version;
  }

  private DbtVersion ask(StepContext context) throws InterruptedException {
    StringBuilder told = new StringBuilder();
    CommandResult result;
    try {
      result =
          Command.of(executable, "--version")
              .inheriting(inherited)
              .timeout(VERSION_TIMEOUT)
              .execute(context, (source, line) -> told.append(line).append('\n'));
    } catch (StepFailedException e) {
      throw new DbtException(DbtProblem.DBT_MISSING, "dbt cannot be started: " + e.getMessage())
          .causedBy(e);
    }
    return DbtVersion.in(told.toString())
        .orElseThrow(
            () ->
                new DbtException(
                    DbtProblem.DBT_MISSING,
                    executable
                        + " --version ended with "
                        + result.exitCode()
                        + " and names no version, so it is no working dbt: "
                        + RunResultsReader.brief(told.toString().strip())));
  }

  @Override
  public Exit run(DbtInvocation invocation, StepContext context)
      throws InterruptedException, IOException {
    Path unused = Files.createDirectories(invocation.logPath());
    LogFollower follower = new LogFollower(context);
    Command command =
        Command.of(executable)
            .arguments(invocation.arguments())
            .in(invocation.project())
            .inheriting(inherited)
            .environment(invocation.environment())
            .endingWithTheEngine()
            .following(invocation.log());
    for (var secret : invocation.secrets().entrySet()) {
      command = command.secretEnvironment(secret.getKey(), secret.getValue());
    }
    CommandResult result = command.execute(context, follower);
    writeNodes(invocation, follower.printedLines());
    return follower.exit(result.exitCode());
  }

  private static void writeNodes(DbtInvocation invocation, List<String> nodes) throws IOException {
    if (!nodes.isEmpty()) {
      Path unused = Files.write(invocation.targetPath().resolve("nodes.txt"), nodes);
    }
  }

  @Override
  public String toString() {
    return executable;
  }
}
