package dev.lockflight;

import java.util.function.Predicate;

/**
 * Opens when the other gate fails, and fails when it opens; ERRORED and PENDING stay what they are.
 */
public record NegatedGate(Gate gate) implements WrappedGate {
  public NegatedGate {
    if (!gate.approvals().isEmpty()) {
      throw new InvalidDefinitionException(
          "gate " + gate.name() + " asks people, so it cannot be negated");
    }
  }

  @Override
  public Gate around(Gate other) {
    return new NegatedGate(other);
  }

  @Override
  public GateName name() {
    return GateName.of("not " + gate.name());
  }

  @Override
  public String describe() {
    return "not (" + gate.describe() + ")";
  }

  /** The other one is closed when it opens. */
  @Override
  public boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return wanted.test(this);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    Verdict verdict = gate.evaluate(context);
    if (verdict.status() == Verdict.Status.FAILED) {
      return Verdict.of(Verdict.Status.PASSED, "not: " + verdict.summary(), verdict.evidence());
    }
    return verdict.opens()
        ? Verdict.of(Verdict.Status.FAILED, "not: " + verdict.summary(), verdict.evidence())
        : verdict;
  }
}
