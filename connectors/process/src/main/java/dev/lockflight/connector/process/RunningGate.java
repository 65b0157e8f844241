package dev.lockflight.connector.process;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import java.util.List;
import java.util.Optional;

/** Looks for a process of this machine by the words of its command line. */
record RunningGate(String words) implements Gate {
  RunningGate {
    if (words.isBlank()) {
      throw new InvalidDefinitionException("a process is looked for by words of its command line");
    }
  }

  @Override
  public GateName name() {
    return GateName.of("process running");
  }

  @Override
  public String describe() {
    return "a process '" + words + "' runs on this machine";
  }

  @Override
  public Verdict evaluate(GateContext context) {
    List<Long> found =
        ProcessHandle.allProcesses()
            .filter(process -> commandLine(process).filter(l -> l.contains(words)).isPresent())
            .map(ProcessHandle::pid)
            .sorted()
            .toList();
    Evidence evidence =
        Evidence.of("processes '" + words + "'", found, "1 or more", "this machine");
    return found.isEmpty()
        ? Verdict.failed("no process '" + words + "' runs", evidence)
        : Verdict.passed("process " + found.get(0) + " '" + words + "' runs", evidence);
  }

  private static Optional<String> commandLine(ProcessHandle process) {
    return process.isAlive() ? process.info().commandLine() : Optional.empty();
  }
}
