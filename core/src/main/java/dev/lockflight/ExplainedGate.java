package dev.lockflight;

import java.util.List;
import java.util.Set;

/** A gate that carries its reason. */
record ExplainedGate(Gate gate, String reason) implements Gate {
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
  public Set<String> overriders() {
    return gate.overriders();
  }

  @Override
  public String describe() {
    return gate.describe() + ", because " + reason;
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    Verdict verdict = gate.evaluate(context);
    String summary = verdict.summary() + " (because " + reason + ")";
    return verdict.opens()
        ? verdict
        : new Verdict(
            verdict.status(), summary, verdict.evidence(), verdict.askAgainAt(), verdict.refusal());
  }
}
