package dev.lockflight;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Opens when a rollback could be done after this deployment: a verified release is there to go back
 * to, its data's versions were captured, and they will be kept for long enough.
 */
record RollbackReadyGate(
    EnvironmentName environment, Savepoints savepoints, Output<Savepoint> before, Duration kept)
    implements Gate {
  RollbackReadyGate {
    if (kept.isNegative()) {
      throw new InvalidDefinitionException(
          "the time a savepoint must be kept must not be negative: " + kept);
    }
  }

  @Override
  public GateName name() {
    return GateName.of("rollback plan ready for " + environment);
  }

  @Override
  public String describe() {
    return name() + ", " + before.name() + " kept for " + kept;
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(before);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    Savepoint savepoint = context.read(before);
    List<Evidence> seen = new ArrayList<>();
    Optional<Deployment> last = context.ledger().lastVerified(environment);
    seen.add(
        Evidence.of(
            "last verified in " + environment,
            last.map(Deployment::toString).orElse("nothing"),
            "a release to go back to",
            "ledger"));
    seen.add(
        Evidence.of(
            "versions captured",
            savepoint.relations().stream().filter(Savepoint.Relation::isRestorable).count(),
            savepoint.relations().size(),
            savepoint.id()));
    if (last.isEmpty()) {
      return Verdict.of(Verdict.Status.FAILED, "there is no verified release to go back to", seen);
    }
    if (!savepoint.isRestorable()) {
      return Verdict.of(
          Verdict.Status.FAILED, "not everything could be restored: " + obstacles(savepoint), seen);
    }
    Instant until = context.now().plus(kept);
    Verdict restorable = savepoints.checkUntil(savepoint, until);
    seen.addAll(restorable.evidence());
    return restorable.status() == Verdict.Status.PASSED
        ? Verdict.of(
            Verdict.Status.PASSED, "back to " + last.get().release() + " until " + until, seen)
        : restorable.withEvidence(seen);
  }

  private static List<String> obstacles(Savepoint savepoint) {
    return savepoint.relations().stream()
        .filter(relation -> !relation.isRestorable())
        .map(relation -> relation.name() + ": " + relation.obstacle())
        .toList();
  }
}
