package dev.lockflight.engine;

import dev.lockflight.StageName;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import java.util.List;
import java.util.Optional;

/** Whether a run could end where and as it did. */
final class ReplayEnd {
  private ReplayEnd() {}

  static Optional<String> problem(ReplayMoment moment, RunEvent.Ended ended) {
    Run run = moment.run();
    List<StageName> active =
        run.stages().values().stream().filter(StageRun::isActive).map(StageRun::name).toList();
    if (!active.isEmpty()) {
      return Optional.of("stages are still active: " + active);
    }
    boolean aborted = run.abort().isPresent();
    if (!aborted && run.endedStages() < moment.pipeline().graph().nodes().size()) {
      return Optional.of("there are stages left today that have not ended");
    }
    RunStatus wanted = aborted ? RunStatus.ABORTED : RunEnd.of(moment.pipeline(), run).status();
    return ended.status() == wanted
        ? Optional.empty()
        : Optional.of("today it would end " + wanted + ", not " + ended.status());
  }
}
