package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Action;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.Pipeline;
import dev.lockflight.Window;
import java.time.Instant;
import org.assertj.core.api.AbstractAssert;

/** The rules of an environment: its lock, its windows, its protection. */
public final class EnvironmentAssert extends AbstractAssert<EnvironmentAssert, Environment> {
  private final Pipeline pipeline;

  EnvironmentAssert(Environment actual, Pipeline pipeline) {
    super(actual, EnvironmentAssert.class);
    this.pipeline = pipeline;
  }

  /** A stage may enter it only through at least one gate. */
  @CanIgnoreReturnValue
  public EnvironmentAssert isProtected() {
    return check(actual.isProtectedOne(), "to be protected", "it is not");
  }

  @CanIgnoreReturnValue
  public EnvironmentAssert isNotProtected() {
    return check(!actual.isProtectedOne(), "not to be protected", "it is");
  }

  @CanIgnoreReturnValue
  public EnvironmentAssert isLockedWith(LockPolicy policy) {
    return check(
        actual.lock().policy() == policy, "to be locked with " + policy, "its lock is " + locked());
  }

  /** A run keeps it while it waits for people or time in front of it. */
  @CanIgnoreReturnValue
  public EnvironmentAssert keepsLockWhileWaiting() {
    return check(
        actual.lock().keptWhileWaiting(), "to keep its lock while waiting", "it is " + locked());
  }

  /** Another run may deploy while one waits in front of it. */
  @CanIgnoreReturnValue
  public EnvironmentAssert releasesLockWhileWaiting() {
    return check(
        !actual.lock().keptWhileWaiting(),
        "to release its lock while waiting",
        "its lock is " + locked());
  }

  private String locked() {
    return actual.lock() + (actual.lock().keptWhileWaiting() ? ", kept while waiting" : "");
  }

  /** One of its windows denies the action at that moment. */
  @CanIgnoreReturnValue
  public EnvironmentAssert deniesAt(Instant moment, Action action) {
    return check(
        isDenied(moment, action),
        "to deny " + action + " at " + moment,
        "its windows are " + actual.windows());
  }

  /** None of its windows denies the action at that moment. */
  @CanIgnoreReturnValue
  public EnvironmentAssert allowsAt(Instant moment, Action action) {
    return check(
        !isDenied(moment, action),
        "to allow " + action + " at " + moment,
        "its windows are " + actual.windows());
  }

  private boolean isDenied(Instant moment, Action action) {
    return actual.windows().stream().anyMatch(window -> window.denies(action, moment));
  }

  @CanIgnoreReturnValue
  public EnvironmentAssert hasWindow(Window window) {
    return check(
        actual.windows().contains(window),
        "to have the window " + window,
        "its windows are " + actual.windows());
  }

  @CanIgnoreReturnValue
  public EnvironmentAssert hasNoWindow() {
    return check(actual.windows().isEmpty(), "to have no window", "it has " + actual.windows());
  }

  /** Back to the pipeline. */
  public PipelineAssert pipeline() {
    return PipelineAssert.of(pipeline);
  }

  @CanIgnoreReturnValue
  private EnvironmentAssert check(boolean holds, String expected, String but) {
    if (!holds) {
      throw failure(
          "%nExpecting environment %s %s%nbut %s%n%n%s", actual.name(), expected, but, marked());
    }
    return this;
  }

  private String marked() {
    StringBuilder marked = new StringBuilder();
    for (String line : pipeline.toString().split("\n")) {
      boolean here = line.matches("  environment \\Q" + actual.name() + "\\E[ ,].*");
      marked.append(line).append(here ? "  ← here\n" : "\n");
    }
    return marked.toString();
  }
}
