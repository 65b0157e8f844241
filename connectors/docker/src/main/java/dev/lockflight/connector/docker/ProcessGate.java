package dev.lockflight.connector.docker;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.util.List;

/** Looks for a process inside a container by the words of its command line. */
record ProcessGate(Docker docker, String container, String words) implements Gate {
  ProcessGate {
    if (words.isBlank()) {
      throw new InvalidDefinitionException("a process is looked for by words of its command line");
    }
  }

  @Override
  public GateName name() {
    return GateName.of("process running in " + container);
  }

  @Override
  public String describe() {
    return "a process '" + words + "' runs in container " + container;
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    try {
      List<String> lines = docker.container(container).processes();
      long found = lines.stream().filter(line -> line.contains(words)).count();
      Evidence evidence =
          Evidence.of("processes '" + words + "'", found + " of " + lines.size(), "1", container);
      return found > 0
          ? Verdict.passed("'" + words + "' runs in " + container, evidence)
          : Verdict.failed("no '" + words + "' runs in " + container, evidence);
    } catch (DockerException e) {
      return Verdict.errored(context.redact(String.valueOf(e.getMessage())));
    }
  }
}
