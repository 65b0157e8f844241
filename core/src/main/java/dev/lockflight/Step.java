package dev.lockflight;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The smallest durable unit of a run: an operation with a name, a key for its result and a policy.
 * Immutable.
 */
public record Step<T>(
    StepName name, Operation<T> operation, @Nullable Output<? super T> key, StepPolicy policy) {
  public static <T> Step<T> of(Operation<T> operation) {
    return new Step<>(StepName.of(operation.name()), operation, null, StepPolicy.DEFAULT);
  }

  /** Its result is read by later steps and gates under this key. */
  public Step<T> into(Output<? super T> output) {
    return new Step<>(name, operation, output, policy);
  }

  public Step<T> named(String step) {
    return new Step<>(StepName.of(step), operation, key, policy);
  }

  public Step<T> retry(RetryPolicy retry) {
    return with(
        new StepPolicy(
            retry,
            policy.timeout(),
            policy.allowFailure(),
            policy.atMostOnce(),
            policy.required()));
  }

  /**
   * Each attempt is interrupted, or cancelled, after this long, and counts as a TRANSIENT failure.
   */
  public Step<T> timeout(Duration timeout) {
    return with(
        new StepPolicy(
            policy.retry(),
            timeout,
            policy.allowFailure(),
            policy.atMostOnce(),
            policy.required()));
  }

  /** The stage goes on when this step fails; the failure is reported as a warning. */
  public Step<T> allowFailure() {
    return with(
        new StepPolicy(
            policy.retry(), policy.timeout(), true, policy.atMostOnce(), policy.required()));
  }

  /** Never executed a second time by itself: after a crash the run waits for a person. */
  public Step<T> atMostOnce() {
    return with(
        new StepPolicy(
            policy.retry(), policy.timeout(), policy.allowFailure(), true, policy.required()));
  }

  /** Nobody may skip it. */
  public Step<T> required() {
    return with(
        new StepPolicy(
            policy.retry(), policy.timeout(), policy.allowFailure(), policy.atMostOnce(), true));
  }

  public Optional<Output<? super T>> output() {
    return Optional.ofNullable(key);
  }

  /** Whether what it leaves is the restore point of data. */
  public boolean takesSavepoint() {
    return operation instanceof TakeSavepoint || (key != null && key.type() == Savepoint.class);
  }

  private Step<T> with(StepPolicy changed) {
    return new Step<>(name, operation, key, changed);
  }

  /** What it does, without its name; part of the pipeline's digest. */
  String describe() {
    return operation.describe() + (key == null ? "" : " → " + key.name()) + policy;
  }

  @Override
  public String toString() {
    return name + ": " + describe();
  }
}
