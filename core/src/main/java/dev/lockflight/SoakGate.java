package dev.lockflight;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Opens when the release has been verified in another environment, and has stood there for a time.
 * A release that another one has replaced there meanwhile is no longer proven there, and fails.
 */
record SoakGate(EnvironmentName environment, Duration soak) implements Gate {
  SoakGate {
    if (soak.isNegative()) {
      throw new InvalidDefinitionException("soak must not be negative: " + soak);
    }
  }

  @Override
  public GateName name() {
    return GateName.of((soak.isZero() ? "verified in " : "soaked in ") + environment);
  }

  @Override
  public Kind kind() {
    return Kind.PURE;
  }

  @Override
  public String describe() {
    return soak.isZero() ? name().value() : name() + " for " + soak;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Optional<Deployment> last = context.ledger().lastVerified(environment);
    if (last.isEmpty() || !isOf(last.get().release(), context.release())) {
      return Verdict.failed(
          context.release() + " is not what was last verified in " + environment,
          Evidence.of("verified in " + environment, told(last), context.release(), "ledger"));
    }
    Instant soaked = last.get().at().plus(soak);
    Evidence since = Evidence.of("verified since", last.get().at(), "for " + soak, "ledger");
    return context.now().isBefore(soaked)
        ? HotfixRule.passed(
            context,
            HotfixRule.Pass.SOAK,
            Verdict.pendingUntil(soaked, "soaks in " + environment + " until " + soaked, since))
        : Verdict.passed("soaked in " + environment + " since " + last.get().at(), since);
  }

  /** Later steps may have added artifacts; what was verified must be unchanged. */
  private static boolean isOf(Release verified, Release candidate) {
    return verified.commit().equals(candidate.commit())
        && candidate.artifacts().entrySet().containsAll(verified.artifacts().entrySet());
  }

  private static String told(Optional<Deployment> deployment) {
    return deployment.map(Deployment::toString).orElse("nothing");
  }
}
