package dev.lockflight;

import java.util.function.Predicate;

/** A gate on trial: it is asked and recorded, and never blocks. */
record ShadowGate(Gate gate) implements WrappedGate {
  ShadowGate {
    if (!gate.approvals().isEmpty()) {
      throw new InvalidDefinitionException(
          "gate " + gate.name() + " asks people, so it cannot be in shadow");
    }
  }

  @Override
  public Gate around(Gate other) {
    return new ShadowGate(other);
  }

  @Override
  public String describe() {
    return gate.describe() + " (shadow)";
  }

  /** It opens whatever happens. */
  @Override
  public boolean opensOnlyAfter(Predicate<? super Gate> wanted) {
    return false;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Verdict verdict;
    try {
      verdict = gate.evaluate(context);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      verdict = Verdict.errored("interrupted");
    } catch (Exception e) {
      verdict = Verdict.errored(e.toString());
    }
    return verdict.opens()
        ? verdict
        : Verdict.of(
            Verdict.Status.WARNED, "shadow, would have been " + verdict, verdict.evidence());
  }
}
