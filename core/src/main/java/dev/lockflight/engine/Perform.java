package dev.lockflight.engine;

import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import dev.lockflight.Operation;
import dev.lockflight.Output;
import dev.lockflight.RemoteOperation;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepFailedException;
import dev.lockflight.json.Json;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Runs, submits, polls and cancels steps, and tells what came of it. Blocks; never throws. */
final class Perform {
  /** When a poll could not reach the remote side. */
  private static final Duration POLL_AGAIN = Duration.ofSeconds(10);

  private final Redactor redactor;
  private final StandIns standIns;

  Perform(Redactor redactor, StandIns standIns) {
    this.redactor = redactor;
    this.standIns = standIns;
  }

  StepResult run(Attempt attempt, StepView view) {
    try {
      if (operation(attempt) instanceof Call<?> call) {
        return done(attempt, call.run(view), view);
      }
      RemoteOperation<?> remote = (RemoteOperation<?>) operation(attempt);
      return new StepResult.Submitted(redactor.redact(remote.submit(view).value()));
    } catch (Throwable problem) {
      return failed(problem);
    }
  }

  StepResult poll(Attempt attempt, Handle handle, StepView view) {
    RemoteOperation<?> remote = (RemoteOperation<?>) operation(attempt);
    try {
      Poll<?> poll = remote.poll(handle, view);
      view.progress(poll.progress());
      Duration again = poll.againIn();
      return again == null ? done(attempt, poll.result(), view) : new StepResult.Running(again);
    } catch (StepFailedException e) {
      return failed(e);
    } catch (Throwable problem) {
      view.log("poll failed, trying again: " + Contexts.told(problem));
      return new StepResult.Running(POLL_AGAIN);
    }
  }

  void cancel(Attempt attempt, Handle handle, StepView view) {
    try {
      ((RemoteOperation<?>) operation(attempt)).cancel(handle, view);
    } catch (Throwable problem) {
      view.log("cancel failed: " + Contexts.told(problem));
    }
  }

  private Operation<?> operation(Attempt attempt) {
    return standIns.operation(attempt.path(), attempt.step().operation());
  }

  private StepResult done(Attempt attempt, @Nullable Object value, StepView view) {
    Output<?> key = attempt.step().key();
    if (key == null) {
      return new StepResult.Done(null, redactor.redact(view.artifacts()));
    }
    if (value == null) {
      return new StepResult.Failed(
          FailureClass.FATAL, "it returned nothing for output " + key.name(), List.of());
    }
    String json = redactor.redact(Json.write(value));
    Object readable = Json.read(json, key.type());
    return new StepResult.Done(
        readable == null ? null : json, redactor.redact(Map.copyOf(view.artifacts())));
  }

  private StepResult failed(Throwable problem) {
    if (problem instanceof StepFailedException known) {
      return new StepResult.Failed(
          known.failureClass(),
          redactor.redact(Contexts.told(known)),
          redactor.redact(known.evidence()));
    }
    FailureClass failureClass =
        problem instanceof InterruptedException ? FailureClass.TRANSIENT : FailureClass.FATAL;
    return new StepResult.Failed(failureClass, redactor.redact(Contexts.told(problem)), List.of());
  }
}
