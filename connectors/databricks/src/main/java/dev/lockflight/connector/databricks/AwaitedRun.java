package dev.lockflight.connector.databricks;

import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A one-time run that a thread waits for. Called again with the same context it finds the same run;
 * interrupted, it cancels the run and waits until it has ended.
 */
record AwaitedRun(Jobs jobs, Pause pause) {
  private static final Duration UNREACHABLE = Duration.ofSeconds(10);

  /** What became of it: the run, and why it failed if it did. */
  record Ended(JobRun run, @Nullable StepFailedException failure) {}

  Ended await(SubmitRun submitted, StepContext context) throws InterruptedException {
    try {
      Handle handle = submitted.submit(context);
      return followed(submitted, handle, context);
    } catch (InterruptedException e) {
      stop(submitted, context);
      throw e;
    }
  }

  private Ended followed(SubmitRun submitted, Handle handle, StepContext context)
      throws InterruptedException {
    while (true) {
      Duration again = UNREACHABLE;
      try {
        Poll<JobRun> poll = submitted.poll(handle, context);
        JobRun ended = poll.result();
        if (ended != null) {
          return new Ended(ended, null);
        }
        context.progress(poll.progress());
        again = poll.againIn() == null ? UNREACHABLE : poll.againIn();
      } catch (StepFailedException e) {
        return new Ended(jobs.run(Long.parseLong(handle.value())), e);
      } catch (RestException e) {
        context.log("poll failed, trying again: " + e.getMessage());
      }
      pause.rest(again);
    }
  }

  /**
   * Submitting again tells the id of the run, wherever the interruption came. The flag is cleared
   * meanwhile, or no call would get through; the caller throws it on.
   */
  private void stop(SubmitRun submitted, StepContext context) {
    try {
      long id = Long.parseLong(submitted.submit(context).value());
      jobs.cancel(id);
      while (!jobs.run(id).state().hasEnded()) {
        pause.rest(Duration.ofSeconds(2));
      }
    } catch (InterruptedException | RestException | StepFailedException e) {
      // asked twice, or unreachable: Databricks goes on cancelling
      context.log("the run may still be going on: " + e.getMessage());
    }
  }
}
