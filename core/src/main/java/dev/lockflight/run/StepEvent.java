package dev.lockflight.run;

import dev.lockflight.Evidence;
import dev.lockflight.FailureClass;
import dev.lockflight.ItemPath;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Something that happened to one step. */
public sealed interface StepEvent extends StageEvent {
  ItemPath step();

  StepRun foldInto(StepRun step, Instant at);

  @Override
  default StageName stage() {
    return step().stage();
  }

  @Override
  default StageRun foldInto(StageRun stage, Instant at) {
    ItemKey key = ItemKey.of(step());
    return stage.with(key, foldInto(stage.step(key).orElse(StepRun.NEW), at));
  }

  /**
   * Durable before the operation starts. Written again, with the same attempt and key, when a crash
   * interrupted it and it is repeated.
   */
  record StepStarted(ItemPath step, int attempt, String key) implements StepEvent {
    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.started(attempt, key, at);
    }

    @Override
    public String describe() {
      return step.item() + " started" + (attempt == 1 ? "" : ", attempt " + attempt);
    }
  }

  /** The remote side has taken it. */
  record StepSubmitted(ItemPath step, int attempt, String handle) implements StepEvent {
    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.submitted(handle);
    }

    @Override
    public String describe() {
      return step.item() + " submitted as " + handle;
    }
  }

  /**
   * It is done.
   *
   * @param output the name of the key, or null
   * @param value its value as JSON, or null
   * @param artifacts digests it added to the release
   */
  record StepSucceeded(
      ItemPath step,
      int attempt,
      @Nullable String output,
      @Nullable String value,
      Map<String, String> artifacts)
      implements StepEvent {
    public StepSucceeded {
      artifacts = Map.copyOf(artifacts);
    }

    @Override
    public Run foldInto(Run run, Instant at) {
      return StepEvent.super.foldInto(run, at).withResult(this);
    }

    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.ended(StepRun.State.SUCCEEDED, "", at);
    }

    @Override
    public String describe() {
      return step.item() + " succeeded";
    }
  }

  /** An attempt failed. */
  record StepFailed(
      ItemPath step,
      int attempt,
      FailureClass failureClass,
      String message,
      List<Evidence> evidence)
      implements StepEvent {
    public StepFailed {
      evidence = List.copyOf(evidence);
    }

    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.ended(StepRun.State.FAILED, message, at);
    }

    @Override
    public String describe() {
      return step.item() + " failed (" + failureClass + "): " + message;
    }
  }

  /** Another attempt will be made then. */
  record StepRetryScheduled(ItemPath step, int nextAttempt, Instant due) implements StepEvent {
    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.retryingAt(due);
    }

    @Override
    public String describe() {
      return step.item() + " will be tried again at " + due;
    }
  }

  /** It cannot go on without a person: interrupted and not to be repeated, or failed and held. */
  record StepHeld(ItemPath step, int attempt, String reason) implements StepEvent {
    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return run.ended(StepRun.State.HELD, reason, at);
    }

    @Override
    public String describe() {
      return step.item() + " waits for a person: " + reason;
    }
  }

  /** A person, or the engine, decided about a step that was held or has nothing to do. */
  record StepResolved(ItemPath step, Resolution resolution, Principal by, String reason)
      implements StepEvent {
    @Override
    public StepRun foldInto(StepRun run, Instant at) {
      return switch (resolution) {
        case RETRY -> run.retryingAt(at);
        case SKIP -> run.ended(StepRun.State.SKIPPED, reason, at);
        case FAIL -> run.ended(StepRun.State.FAILED, reason, at);
      };
    }

    @Override
    public String describe() {
      return step.item() + ": " + resolution + " by " + by + ": " + reason;
    }
  }
}
