package dev.lockflight.connector.process;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Stream;

/** Runs a command and looks at its exit code. */
record CommandGate(Command command) implements Gate {
  @Override
  public GateName name() {
    return GateName.of(command.name() + " ends well");
  }

  @Override
  public String describe() {
    return command.describe() + " ends well";
  }

  @Override
  public Verdict evaluate(GateContext context) throws IOException, InterruptedException {
    Path directory = Files.createTempDirectory("lockflight-gate");
    try {
      return judged(context, directory);
    } catch (StepFailedException e) {
      return Verdict.errored(
          context.redact(String.valueOf(e.getMessage())), e.evidence().toArray(Evidence[]::new));
    } finally {
      delete(directory);
    }
  }

  private Verdict judged(GateContext context, Path directory) throws InterruptedException {
    AskedCommand asked = new AskedCommand(context, name(), directory);
    CommandResult end = command.execute(asked, (source, line) -> {});
    Set<Integer> good = command.goodCodes();
    CapturedText words = end.errors().text().isBlank() ? end.output() : end.errors();
    String said = words.text().isBlank() ? "" : ": " + words.text().strip();
    Evidence evidence =
        Evidence.of(command.describe(), end.exitCode() + said, good, "exit code of the command");
    String told = command.name() + " ended with " + end.exitCode();
    return good.contains(end.exitCode())
        ? Verdict.passed(told, evidence)
        : Verdict.failed(told + said, evidence);
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
    }
    Files.delete(directory);
  }
}
