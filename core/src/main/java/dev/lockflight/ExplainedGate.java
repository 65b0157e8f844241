package dev.lockflight;

/** A gate that carries its reason. */
record ExplainedGate(Gate gate, String reason) implements WrappedGate {
  @Override
  public Gate around(Gate other) {
    return new ExplainedGate(other, reason);
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
