package dev.lockflight.run;

import dev.lockflight.Cause;
import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.ParameterValues;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import java.time.Instant;
import java.util.Map;

/**
 * One thing that happened in a run. What stands in the journal stays readable: a component may be
 * added, never renamed or given another meaning.
 */
public sealed interface RunEvent permits RunEvent.OfRun, StageEvent, NotificationEvent {
  /** The run after this happened to it. */
  Run foldInto(Run run, Instant at);

  /** What happened, in a few words. */
  String describe();

  /** Something that concerns the whole run. */
  sealed interface OfRun extends RunEvent {}

  /**
   * Its first event.
   *
   * @param structure the digest of the pipeline's structure that the run is pinned to
   */
  record Created(
      PipelineName pipeline,
      Digest structure,
      Cause cause,
      Release release,
      ParameterValues parameters,
      Origin origin)
      implements OfRun {
    @Override
    public Run foldInto(Run run, Instant at) {
      return run.created(this, at);
    }

    @Override
    public String describe() {
      return "run of " + pipeline + " for " + release + ", " + cause;
    }
  }

  /** An engine took the run up again. */
  record Resumed(Principal by, Digest structure, String reason) implements OfRun {
    @Override
    public Run foldInto(Run run, Instant at) {
      return run;
    }

    @Override
    public String describe() {
      return "resumed: " + reason;
    }
  }

  /** Outputs of an earlier run are taken over: JSON by key. */
  record OutputsKept(Map<OutputKey, String> outputs) implements OfRun {
    public OutputsKept {
      outputs = Map.copyOf(outputs);
    }

    @Override
    public Run foldInto(Run run, Instant at) {
      return run.withOutputs(outputs);
    }

    @Override
    public String describe() {
      return "keeps " + outputs.size() + " outputs of the earlier run";
    }
  }

  /** Somebody wants it to end. */
  record AbortRequested(Principal by, String reason) implements OfRun {
    @Override
    public Run foldInto(Run run, Instant at) {
      return run.aborting(by.name() + (reason.isBlank() ? "" : ": " + reason));
    }

    @Override
    public String describe() {
      return "abort requested by " + by + ": " + reason;
    }
  }

  /** A line of the ledger. */
  record DeploymentRecorded(Deployment deployment) implements OfRun {
    @Override
    public Run foldInto(Run run, Instant at) {
      return run.withDeployment(deployment);
    }

    @Override
    public String describe() {
      return deployment.toString();
    }
  }

  /** Its last event, but for those that say who was told of it. */
  record Ended(RunStatus status, String reason) implements OfRun {
    @Override
    public Run foldInto(Run run, Instant at) {
      return run.ended(status, reason, at);
    }

    @Override
    public String describe() {
      return status + (reason.isBlank() ? "" : ": " + reason);
    }
  }
}
