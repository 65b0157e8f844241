package dev.lockflight.connector.process;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import java.util.Set;

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
  public Verdict evaluate(GateContext context) throws InterruptedException {
    try {
      return judged(command.executeInGate(context, (source, line) -> {}));
    } catch (StepFailedException e) {
      return Verdict.errored(
          context.redact(String.valueOf(e.getMessage())), e.evidence().toArray(Evidence[]::new));
    }
  }

  private Verdict judged(CommandResult end) {
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
}
