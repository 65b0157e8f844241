package dev.lockflight.connector.python;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.Set;

/** Opens when a checking program found nothing. */
record NoFindings(Output<ToolResult> result) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("no findings " + result.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(result);
  }

  @Override
  public Verdict evaluate(GateContext context) {
    ToolResult found = context.read(result);
    Evidence evidence = Evidence.of(found.tool(), "exit code " + found.exitCode(), 0, found.log());
    return switch (found.outcome()) {
      case CLEAN -> Verdict.passed(found.toString(), evidence);
      case FINDINGS -> Verdict.failed(found.toString(), evidence);
      case ERROR -> Verdict.errored(found.toString(), evidence);
    };
  }
}
