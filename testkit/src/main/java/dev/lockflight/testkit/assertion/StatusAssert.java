package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.run.RunStatus;
import org.assertj.core.api.AbstractAssert;

/** How a run, or a stage of one, stands. */
public abstract class StatusAssert<S extends StatusAssert<S, A>, A> extends AbstractAssert<S, A> {
  StatusAssert(A actual, Class<S> type) {
    super(actual, type);
  }

  @CanIgnoreReturnValue
  public S succeeded() {
    return hasStatus(RunStatus.SUCCEEDED);
  }

  /** A step failed, or a gate found something. */
  @CanIgnoreReturnValue
  public S failed() {
    return hasStatus(RunStatus.FAILED);
  }

  /** A gate could not tell. */
  @CanIgnoreReturnValue
  public S errored() {
    return hasStatus(RunStatus.ERRORED);
  }

  /** A person said no, or the environment refused another run. */
  @CanIgnoreReturnValue
  public S rejected() {
    return hasStatus(RunStatus.REJECTED);
  }

  /** Nobody answered in time. */
  @CanIgnoreReturnValue
  public S expired() {
    return hasStatus(RunStatus.EXPIRED);
  }

  @CanIgnoreReturnValue
  public S aborted() {
    return hasStatus(RunStatus.ABORTED);
  }

  /** A newer release took its place. */
  @CanIgnoreReturnValue
  public S superseded() {
    return hasStatus(RunStatus.SUPERSEDED);
  }

  /** Its condition was false, or what it needs did not happen; a run, when every stage was. */
  @CanIgnoreReturnValue
  public S wasSkipped() {
    return hasStatus(RunStatus.SKIPPED);
  }

  /** It can go on only when somebody answers, time passes or another run ends. */
  @CanIgnoreReturnValue
  public S isWaiting() {
    return hasStatus(RunStatus.WAITING);
  }

  @CanIgnoreReturnValue
  public S isRunning() {
    return hasStatus(RunStatus.RUNNING);
  }

  @CanIgnoreReturnValue
  public abstract S hasStatus(RunStatus status);

  /** The reason it gives for its end holds this text. */
  @CanIgnoreReturnValue
  public abstract S becauseOf(String text);
}
