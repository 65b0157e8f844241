package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ItemPath;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StepEvent;
import dev.lockflight.run.StepRun;
import org.assertj.core.api.AbstractAssert;

/** What one step of a run did. */
public final class StepAssert extends AbstractAssert<StepAssert, StepRun> {
  private final RunRecord record;
  private final ItemPath path;

  StepAssert(RunRecord record, ItemPath path) {
    super(
        record.run().stage(path.stage()).step(ItemKey.of(path)).orElse(StepRun.NEW),
        StepAssert.class);
    this.record = record;
    this.path = path;
  }

  @CanIgnoreReturnValue
  public StepAssert succeeded() {
    return hasState(StepRun.State.SUCCEEDED);
  }

  @CanIgnoreReturnValue
  public StepAssert failed() {
    return hasState(StepRun.State.FAILED);
  }

  /** A person, or the engine, decided that it is not to run. */
  @CanIgnoreReturnValue
  public StepAssert wasSkipped() {
    return hasState(StepRun.State.SKIPPED);
  }

  /** It waits for a person to retry, skip or fail it. */
  @CanIgnoreReturnValue
  public StepAssert isHeld() {
    return hasState(StepRun.State.HELD);
  }

  /** An attempt failed, and another one is due. */
  @CanIgnoreReturnValue
  public StepAssert isRetrying() {
    return hasState(StepRun.State.RETRYING);
  }

  @CanIgnoreReturnValue
  public StepAssert neverStarted() {
    return check(starts() == 0, "never to start", "it started " + times(starts()));
  }

  @CanIgnoreReturnValue
  public StepAssert hasState(StepRun.State state) {
    return check(actual.state() == state, "to be " + state, told());
  }

  /** It was tried so often; repeating an attempt that a crash interrupted does not count. */
  @CanIgnoreReturnValue
  public StepAssert hasAttempts(int attempts) {
    return check(
        actual.attempt() == attempts,
        "to have " + attempts + " attempts",
        "it has " + actual.attempt());
  }

  /** It succeeded at the first attempt, and no crash made it start again. */
  @CanIgnoreReturnValue
  public StepAssert ranOnce() {
    return succeeded().check(starts() == 1, "to have run once", "it started " + times(starts()));
  }

  /** Its message holds this text: why it failed, is held or was skipped. */
  @CanIgnoreReturnValue
  public StepAssert becauseOf(String text) {
    return check(actual.message().contains(text), "to say '" + text + "'", told());
  }

  /** Back to the run. */
  public RunAssert run() {
    return RunAssert.of(record);
  }

  private long starts() {
    return record.journal().stream()
        .filter(
            entry ->
                entry.event() instanceof StepEvent.StepStarted step && step.step().equals(path))
        .count();
  }

  private static String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  private String told() {
    return "it is "
        + actual.state()
        + (actual.attempt() > 1 ? ", attempt " + actual.attempt() : "")
        + (actual.message().isBlank() ? "" : ": " + actual.message());
  }

  @CanIgnoreReturnValue
  private StepAssert check(boolean holds, String expected, String but) {
    if (!holds) {
      throw failure("%s", Mismatch.at(record, path).text("step " + path + " " + expected, but));
    }
    return this;
  }
}
