package dev.lockflight.connector.docker;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.util.List;

/** Runs a command inside a container; 126 and 127 mean that it could not be run. */
record ExecGate(Docker docker, String container, List<String> command) implements Gate {
  ExecGate {
    command = List.copyOf(command);
    if (command.isEmpty()) {
      throw new InvalidDefinitionException("a check inside " + container + " needs a command");
    }
  }

  @Override
  public GateName name() {
    return GateName.of("command ok in " + container);
  }

  @Override
  public String describe() {
    return String.join(" ", command) + " ends with 0 in container " + container;
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    try {
      Container.ExecResult end = docker.container(container).exec(command);
      String said = context.redact(end.output());
      String line = String.join(" ", command);
      Evidence evidence = Evidence.of(line, end.exitCode() + " " + said, 0, container);
      return switch (end.exitCode()) {
        case 0 -> Verdict.passed(line + " ended with 0", evidence);
        case 126, 127 ->
            Verdict.errored(line + " cannot be run in " + container + ": " + said, evidence);
        default -> Verdict.failed(line + " ended with " + end.exitCode() + ": " + said, evidence);
      };
    } catch (DockerException e) {
      return Verdict.errored(context.redact(String.valueOf(e.getMessage())));
    }
  }
}
