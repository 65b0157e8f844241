package dev.lockflight.connector.airflow;

import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.NoAnswerException;
import dev.lockflight.connector.http.RestException;
import java.util.Optional;

/** Begins a run, or finds the one that was begun before a crash. */
record BeginRun(AirflowRest rest, DagReadiness readiness) {
  Handle begin(WantedRun wanted, StepContext context) throws InterruptedException {
    try {
      Optional<DagRun> there = found(wanted);
      if (there.isEmpty()) {
        readiness.require(wanted.date(), context);
      }
      DagRun run = there.isPresent() ? there.get() : created(wanted, context);
      context.log("Airflow " + run);
      return new DagHandle(run.id(), context.now()).written();
    } catch (RestException e) {
      throw e.asStepFailure();
    }
  }

  private Optional<DagRun> found(WantedRun wanted) throws InterruptedException {
    Optional<JsonTree> told = rest.find(wanted.dag(), wanted.id());
    return told.map(run -> wanted.checked(rest.run(run), run));
  }

  private DagRun created(WantedRun wanted, StepContext context) throws InterruptedException {
    try {
      return rest.create(wanted.dag(), wanted.body(rest.api(), context));
    } catch (AnswerException e) {
      if (e.status() == 409) {
        return conflicting(wanted, e);
      }
      throw e.status() >= 500 ? unsure(e, wanted) : e;
    } catch (NoAnswerException e) {
      throw e.mayHaveArrived() ? unsure(e, wanted) : e;
    }
  }

  /** The first request arrived after all, or another run has the logical date. */
  private DagRun conflicting(WantedRun wanted, AnswerException refused)
      throws InterruptedException {
    Optional<DagRun> ours = found(wanted);
    if (ours.isPresent()) {
      return ours.get();
    }
    Optional<DagRun> other =
        wanted.date().isEmpty() ? Optional.empty() : rest.on(wanted.dag(), wanted.date().get());
    throw StepFailedException.fatal(
            other
                    .map(run -> run + " has the logical date " + wanted.date().get())
                    .orElse(refused.getMessage())
                + "; Airflow has one run of a DAG for each: delete that run, or take another date")
        .causedBy(refused);
  }

  /** A new attempt would have another id: so that nothing runs twice, a person must look. */
  private static StepFailedException unsure(RestException e, WantedRun wanted) {
    return StepFailedException.fatal(
            e.getMessage()
                + "; run "
                + wanted.id()
                + " of DAG "
                + wanted.dag()
                + " may have begun: look for it, and stop it or wait for it before retrying")
        .causedBy(e);
  }
}
