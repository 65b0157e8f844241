package dev.lockflight.connector.python;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.CommandResult;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * Opens when {@code twine check --strict} passes every file. Its exit code 1 means a finding and an
 * error alike, so a finding must be in its words.
 */
record TwineCheck(PythonSettings settings, Output<PythonPackage> built) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("twine check " + built.name());
  }

  @Override
  public String describe() {
    return settings.program("twine").describe() + " check --strict of " + built.name();
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(built);
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    PythonPackage made = context.read(built);
    List<String> changes = Distributions.changesOf(made);
    if (!changes.isEmpty()) {
      return Verdict.errored("what was built cannot be checked any more: " + changes);
    }
    List<String> files = made.files().values().stream().map(Path::toString).toList();
    CommandResult result =
        settings
            .program("twine")
            .arguments("check", "--strict")
            .arguments(files)
            .executeInGate(context, (source, line) -> context.log(line));
    String words = (result.output().text() + "\n" + result.errors().text()).strip();
    Evidence[] evidence =
        made.digests().entrySet().stream()
            .map(file -> Evidence.of(file.getKey(), file.getValue(), "as built", made.directory()))
            .toArray(Evidence[]::new);
    if (result.exitCode() == 0) {
      return Verdict.passed("twine finds nothing wrong with " + made.digests().keySet(), evidence);
    }
    boolean found =
        result.exitCode() == 1 && (words.contains("FAILED") || words.contains("WARNING"));
    return found
        ? Verdict.failed("twine check: " + words, evidence)
        : Verdict.errored(
            "twine check ended with exit code " + result.exitCode() + ": " + words, evidence);
  }
}
