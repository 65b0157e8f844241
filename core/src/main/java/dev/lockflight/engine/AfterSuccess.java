package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.PipelineName;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.util.Set;

/** The next pipeline with the same release. */
record AfterSuccess(PipelineName upstream) implements Sequel {
  @Override
  public Set<RunStatus> ends() {
    return Set.of(RunStatus.SUCCEEDED);
  }

  @Override
  public String name() {
    return "success " + upstream;
  }

  @Override
  public void after(Run run, StartOccurrence start) {
    if (run.created().origin().kind() == Origin.Kind.ROLLBACK) {
      return; // what was brought back has not been promoted
    }
    Cause cause = Sequel.withPeopleOf(run, Cause.upstream(upstream, run.created().cause().by()));
    var unused = start.everywhere(Occurrence.named("success " + run.id(), cause, run.release()));
  }
}
