package dev.lockflight.report;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;

/** A gate that is only shown, never asked. */
record Demands(GateName name, String describe) implements Gate {
  static Demands that(String name, String demand) {
    return new Demands(GateName.of(name), demand);
  }

  @Override
  public Verdict evaluate(GateContext context) {
    return Verdict.passed("");
  }
}
