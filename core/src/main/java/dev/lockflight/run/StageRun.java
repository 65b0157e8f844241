package dev.lockflight.run;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.GateName;
import dev.lockflight.Phase;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/** How a stage stands. Immutable. */
public final class StageRun {
  /**
   * Its status and its way there.
   *
   * @param outcome how it will end, once that is settled and handlers still run
   */
  public record Standing(
      RunStatus status,
      Phase phase,
      @Nullable RunStatus outcome,
      String reason,
      @Nullable Instant begunAt,
      @Nullable Instant changedAt) {}

  private final StageName name;
  private final Standing standing;
  private final @Nullable LockClaim lock;
  private final PMap<ItemKey, StepRun> steps;
  private final PMap<ItemKey, GateRun> gates;
  private final PMap<GateName, ApprovalRun> approvals;

  private StageRun(
      StageName name,
      Standing standing,
      @Nullable LockClaim lock,
      PMap<ItemKey, StepRun> steps,
      PMap<ItemKey, GateRun> gates,
      PMap<GateName, ApprovalRun> approvals) {
    this.name = name;
    this.standing = standing;
    this.lock = lock;
    this.steps = steps;
    this.gates = gates;
    this.approvals = approvals;
  }

  static StageRun pending(StageName name) {
    return new StageRun(
        name,
        new Standing(RunStatus.PENDING, Phase.REQUIRE, null, "", null, null),
        null,
        HashTreePMap.empty(),
        HashTreePMap.empty(),
        HashTreePMap.empty());
  }

  public StageName name() {
    return name;
  }

  public RunStatus status() {
    return standing.status();
  }

  public Phase phase() {
    return standing.phase();
  }

  /** How it will end, once that is settled and handlers still run. */
  public Optional<RunStatus> outcome() {
    return Optional.ofNullable(standing.outcome());
  }

  /** Why it ended, or will end, as it does. */
  public String reason() {
    return standing.reason();
  }

  public Optional<Instant> begunAt() {
    return Optional.ofNullable(standing.begunAt());
  }

  public Optional<Instant> endedAt() {
    return status().isEnd() ? Optional.ofNullable(standing.changedAt()) : Optional.empty();
  }

  /** When it entered its present phase, or ended. */
  public Optional<Instant> changedAt() {
    return Optional.ofNullable(standing.changedAt());
  }

  /** Whether it has begun and not ended. */
  public boolean isActive() {
    return status() == RunStatus.RUNNING || status() == RunStatus.WAITING;
  }

  public Optional<LockClaim> lock() {
    return Optional.ofNullable(lock);
  }

  public Optional<StepRun> step(ItemKey key) {
    return Optional.ofNullable(steps.get(key));
  }

  public Optional<GateRun> gate(ItemKey key) {
    return Optional.ofNullable(gates.get(key));
  }

  public Optional<ApprovalRun> approval(GateName gate) {
    return Optional.ofNullable(approvals.get(gate));
  }

  public Map<ItemKey, StepRun> steps() {
    return steps;
  }

  public Map<ItemKey, GateRun> gates() {
    return gates;
  }

  public Map<GateName, ApprovalRun> approvals() {
    return approvals;
  }

  /** The answers that count for this approval. */
  public List<Decision> decisions(GateName gate) {
    return approval(gate).map(ApprovalRun::decisions).orElse(List.of());
  }

  StageRun begun(Instant at) {
    return with(new Standing(RunStatus.RUNNING, Phase.REQUIRE, null, "", at, at));
  }

  StageRun entered(Phase phase, @Nullable RunStatus outcome, String reason, Instant at) {
    return with(new Standing(RunStatus.RUNNING, phase, outcome, reason, standing.begunAt(), at));
  }

  StageRun ended(RunStatus status, String reason, Instant at) {
    return with(new Standing(status, standing.phase(), status, reason, standing.begunAt(), at));
  }

  StageRun standing(RunStatus status) {
    return standing.status() == status
        ? this
        : with(
            new Standing(
                status,
                standing.phase(),
                standing.outcome(),
                standing.reason(),
                standing.begunAt(),
                standing.changedAt()));
  }

  StageRun locking(@Nullable LockClaim claim) {
    return new StageRun(name, standing, claim, steps, gates, approvals);
  }

  StageRun with(ItemKey key, StepRun step) {
    boolean waits = step.state() == StepRun.State.HELD || step.state() == StepRun.State.RETRYING;
    return new StageRun(name, standing, lock, steps.plus(key, step), gates, approvals)
        .standing(waits ? RunStatus.WAITING : RunStatus.RUNNING);
  }

  StageRun decided(ItemKey key, Verdict verdict, Instant at) {
    GateRun before = gates.get(key);
    GateRun now = (before == null ? new GateRun(List.of()) : before).and(verdict, at);
    StageRun after = new StageRun(name, standing, lock, steps, gates.plus(key, now), approvals);
    return after.standing(after.isPendingIn(key.phase()) ? RunStatus.WAITING : RunStatus.RUNNING);
  }

  /** People are asked together: one opening its gate leaves the stage waiting for the others. */
  private boolean isPendingIn(Phase phase) {
    return gates.entrySet().stream()
        .anyMatch(e -> e.getKey().phase() == phase && e.getValue().verdict().isPending());
  }

  StageRun asked(ApprovalRequest request) {
    return with(request.gate(), new ApprovalRun(request, List.of(), false));
  }

  StageRun answered(Decision decision) {
    ApprovalRun asked = approvals.get(decision.gate());
    return asked == null ? this : with(decision.gate(), asked.and(decision));
  }

  StageRun voided(GateName gate) {
    ApprovalRun asked = approvals.get(gate);
    return asked == null ? this : with(gate, asked.voided());
  }

  private StageRun with(GateName gate, ApprovalRun approval) {
    return new StageRun(name, standing, lock, steps, gates, approvals.plus(gate, approval));
  }

  private StageRun with(Standing changed) {
    return new StageRun(name, changed, lock, steps, gates, approvals);
  }

  @Override
  public String toString() {
    return name + " " + status() + (reason().isBlank() ? "" : ": " + reason());
  }
}
