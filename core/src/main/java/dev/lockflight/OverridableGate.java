package dev.lockflight;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** A gate that some people may override. */
record OverridableGate(Gate gate, Set<String> overriders) implements Gate {
  @Override
  public GateName name() {
    return gate.name();
  }

  @Override
  public Kind kind() {
    return gate.kind();
  }

  @Override
  public Set<Output<?>> reads() {
    return gate.reads();
  }

  @Override
  public List<ApprovalRule> approvals() {
    return gate.approvals();
  }

  @Override
  public boolean readsWorld() {
    return gate.readsWorld();
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
