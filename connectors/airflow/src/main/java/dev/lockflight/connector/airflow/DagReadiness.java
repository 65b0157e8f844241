package dev.lockflight.connector.airflow;

import dev.lockflight.Evidence;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.RestException;
import java.time.Instant;
import java.util.Optional;

/** Whether a run of a DAG would begin at all. */
record DagReadiness(AirflowRest rest, String dag, boolean unpauses) {
  private static final int SHOWN = 5;

  /** A run of a paused DAG stays queued until somebody unpauses it, and a future one until then. */
  void require(Optional<Instant> date, StepContext context) throws InterruptedException {
    DagState found = state();
    if (!found.isLoaded()) {
      throw StepFailedException.fatal(
          "DAG " + dag + " is in no file now: deploy it; last seen in " + found.file());
    }
    if (found.hasImportErrors()) {
      throw StepFailedException.fatal(
          "DAG " + dag + " cannot be imported: correct " + found.file(), importErrors());
    }
    if (date.isPresent() && date.get().isAfter(context.now())) {
      throw StepFailedException.fatal(
          "logical date of DAG " + dag + " must not be in the future: " + date.get());
    }
    if (found.isPaused() && !unpauses) {
      throw StepFailedException.fatal(
          "DAG " + dag + " is paused: its run would stay queued; unpause it, or say unpausing()");
    }
    if (found.isPaused()) {
      rest.unpause(dag);
      context.log("unpaused DAG " + dag);
    }
  }

  private DagState state() throws InterruptedException {
    try {
      return rest.dag(dag);
    } catch (AnswerException e) {
      if (e.status() != 404) {
        throw e;
      }
      throw StepFailedException.fatal(
              e.getMessage() + "; a DAG whose file cannot be imported is unknown too",
              importErrors())
          .causedBy(e);
    }
  }

  /** Only an addition: without the permission to see them they are left out. */
  private Evidence[] importErrors() throws InterruptedException {
    try {
      return rest.importErrors().stream()
          .limit(SHOWN)
          .map(error -> error.evidence("importErrors"))
          .toArray(Evidence[]::new);
    } catch (RestException e) {
      return new Evidence[0];
    }
  }
}
