package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** One run of one command, from the empty directory to the result. Used by one thread, once. */
final class Execution {
  private final DbtCommand command;
  private final StepContext context;

  Execution(DbtCommand command, StepContext context) {
    this.command = command;
    this.context = context;
  }

  DbtResult run() throws Exception {
    try {
      return tried();
    } catch (DbtException e) {
      throw e.asStepFailure(List.of());
    } catch (DbtArtifactException e) {
      throw StepFailedException.fatal(command.name() + ": " + e.getMessage()).causedBy(e);
    }
  }

  private DbtResult tried() throws Exception {
    DbtSettings settings = command.settings();
    if (!Files.isRegularFile(settings.project().resolve("dbt_project.yml"))) {
      throw new DbtException(DbtProblem.NO_PROJECT, "no dbt_project.yml in " + settings.project());
    }
    DbtVersion version = settings.runner().version(context);
    Path directory = Workplace.fresh(context, settings.keptIn(), "dbt");
    Optional<FoundState> state = state(version, directory);
    Map<String, String> stamp = Stamp.of(context);
    DbtInvocation invocation = invocation(version, directory, stamp);
    DbtRunner.Exit exit;
    Map<String, Digest> files = Map.of();
    context.log(invocation.commandLine());
    try {
      exit = settings.runner().run(invocation, context);
    } finally {
      files = collect(invocation);
    }
    return new Conclusion(
            command, version, invocation, exit, new DbtResult.Artifacts(directory, files))
        .result(stamp, state, context);
  }

  /** Also after a failure or a kill, the artifacts there are stay, and the log says where. */
  private Map<String, Digest> collect(DbtInvocation invocation) {
    Map<String, Digest> files = ArtifactFiles.collect(invocation.directory());
    context.log(
        "artifacts in " + invocation.directory() + ": " + String.join(", ", files.keySet()));
    return files;
  }

  private Optional<FoundState> state(DbtVersion version, Path directory) throws Exception {
    Optional<DbtState> wanted = command.state();
    if (wanted.isEmpty()) {
      return Optional.empty();
    }
    FoundState found = FoundState.find(wanted.get(), context);
    found.checkReadableBy(version);
    found.copyTo(directory.resolve("state"), command.verb() == Verb.RETRY);
    context.log(
        "state "
            + wanted.get()
            + ": manifest of dbt "
            + found.metadata().dbtVersion()
            + " "
            + found.digest().brief()
            + " written "
            + found.metadata().generatedAt().map(Object::toString).orElse("at an unknown time"));
    return Optional.of(found);
  }

  private DbtInvocation invocation(DbtVersion version, Path directory, Map<String, String> stamp) {
    DbtSettings settings = command.settings();
    Path state = command.state().isPresent() ? directory.resolve("state") : null;
    Map<String, String> environment = new TreeMap<>(settings.environment());
    environment.putAll(Stamp.asVariables(stamp));
    return new DbtInvocation(
        settings.project(),
        Arguments.of(command, version, directory, state, context),
        environment,
        settings.secrets(),
        directory);
  }
}
