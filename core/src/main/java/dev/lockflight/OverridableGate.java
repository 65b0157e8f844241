package dev.lockflight;

import java.util.Set;
import java.util.TreeSet;

/** A gate that some people may override. */
record OverridableGate(Gate gate, Set<String> overriders) implements WrappedGate {
  @Override
  public Gate around(Gate other) {
    return new OverridableGate(other, overriders);
  }

  @Override
  public String describe() {
    return gate.describe() + ", overridable by " + new TreeSet<>(overriders);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return gate.evaluate(context);
  }
}
