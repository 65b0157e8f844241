package dev.lockflight.run;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.EnvironmentName;
import dev.lockflight.GateName;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened in one stage. */
public sealed interface StageEvent extends RunEvent
    permits StageEvent.StageBegun,
        StageEvent.PhaseEntered,
        StageEvent.StageEnded,
        StageEvent.LockRequested,
        StageEvent.LockAcquired,
        StageEvent.LockReleased,
        StageEvent.GateDecided,
        StageEvent.GateOverridden,
        StageEvent.ApprovalRequested,
        StageEvent.ApprovalVoided,
        StageEvent.Decided,
        StageEvent.Reminded,
        StepEvent {
  StageName stage();

  StageRun foldInto(StageRun stage, Instant at);

  @Override
  default Run foldInto(Run run, Instant at) {
    return run.with(foldInto(run.stage(stage()), at));
  }

  /** Its needs are met and its condition holds. */
  record StageBegun(StageName stage) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.begun(at);
    }

    @Override
    public String describe() {
      return "begun";
    }
  }

  /**
   * It goes on with another phase.
   *
   * @param outcome how the stage will end, once that is settled
   */
  record PhaseEntered(StageName stage, Phase phase, @Nullable RunStatus outcome, String reason)
      implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.entered(phase, outcome, reason, at);
    }

    @Override
    public String describe() {
      return phase.text() + (outcome == null ? "" : ", will end " + outcome + ": " + reason);
    }
  }

  /** It is over. */
  record StageEnded(StageName stage, RunStatus status, String reason) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.ended(status, reason, at);
    }

    @Override
    public String describe() {
      return status + (reason.isBlank() ? "" : ": " + reason);
    }
  }

  /** It wants its environment for itself. */
  record LockRequested(StageName stage, EnvironmentName environment) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.locking(new LockClaim(environment, false, at)).standing(RunStatus.WAITING);
    }

    @Override
    public String describe() {
      return "waits for the lock of " + environment;
    }
  }

  /** It has its environment for itself. */
  record LockAcquired(StageName stage, EnvironmentName environment) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.locking(new LockClaim(environment, true, at)).standing(RunStatus.RUNNING);
    }

    @Override
    public String describe() {
      return "holds the lock of " + environment;
    }
  }

  /** Others may have the environment. */
  record LockReleased(StageName stage, EnvironmentName environment, String reason)
      implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.locking(null);
    }

    @Override
    public String describe() {
      return "released the lock of " + environment + (reason.isBlank() ? "" : ": " + reason);
    }
  }

  /** A gate was asked. */
  record GateDecided(ItemPath gate, Verdict verdict) implements StageEvent {
    @Override
    public StageName stage() {
      return gate.stage();
    }

    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.decided(ItemKey.of(gate), verdict, at);
    }

    @Override
    public String describe() {
      return "gate " + gate.item() + " " + verdict;
    }
  }

  /** Somebody opened a gate against its verdict. */
  record GateOverridden(ItemPath gate, Principal by, String reason) implements StageEvent {
    @Override
    public StageName stage() {
      return gate.stage();
    }

    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      Verdict verdict =
          Verdict.of(
              Verdict.Status.OVERRIDDEN,
              "overridden by " + by + ": " + reason,
              run.gate(ItemKey.of(gate))
                  .map(GateRun::verdict)
                  .map(Verdict::evidence)
                  .orElse(java.util.List.of()));
      return run.decided(ItemKey.of(gate), verdict, at);
    }

    @Override
    public String describe() {
      return "gate " + gate.item() + " overridden by " + by + ": " + reason;
    }
  }

  /** People were asked; an earlier request of the same approval no longer counts. */
  record ApprovalRequested(StageName stage, ApprovalRequest request) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.asked(request).standing(RunStatus.WAITING);
    }

    @Override
    public String describe() {
      return "asks for approval "
          + request.gate()
          + request.expires().map(end -> " until " + end).orElse("");
    }
  }

  /** What had been approved has changed since; the answers no longer count. */
  record ApprovalVoided(StageName stage, GateName approval, String reason) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.voided(approval);
    }

    @Override
    public String describe() {
      return "APPROVAL_STALE " + approval + ": " + reason;
    }
  }

  /** Somebody answered. */
  record Decided(StageName stage, Decision decision) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run.answered(decision);
    }

    @Override
    public String describe() {
      return decision.gate() + ": " + decision;
    }
  }

  /** People were reminded of an approval. */
  record Reminded(StageName stage, GateName approval) implements StageEvent {
    @Override
    public StageRun foldInto(StageRun run, Instant at) {
      return run;
    }

    @Override
    public String describe() {
      return "reminds of approval " + approval;
    }
  }
}
