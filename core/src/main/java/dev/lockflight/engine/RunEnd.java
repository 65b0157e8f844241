package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.StageNode;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import java.util.List;

/** How a run ends when all its stages have. */
final class RunEnd {
  /** The worst first. */
  private static final List<RunStatus> ORDER =
      List.of(
          RunStatus.FAILED,
          RunStatus.ERRORED,
          RunStatus.REJECTED,
          RunStatus.EXPIRED,
          RunStatus.ABORTED,
          RunStatus.SUPERSEDED);

  private RunEnd() {}

  static RunEvent.Ended of(Pipeline pipeline, Run run) {
    RunStatus worst = RunStatus.SKIPPED;
    String reason = "";
    for (StageNode node : pipeline.graph().nodes()) {
      StageRun stage = run.stage(node.name());
      if (stage.status() == RunStatus.SUCCEEDED && worst == RunStatus.SKIPPED) {
        worst = RunStatus.SUCCEEDED;
      }
      boolean matters = stage.status().isBadEnd() && !node.stage().limits().allowFailure();
      if (matters && isWorse(stage.status(), worst)) {
        worst = stage.status();
        reason = "stage " + node.name() + ": " + stage.reason();
      } else if (stage.status().isBadEnd() && worst == RunStatus.SKIPPED) {
        worst = RunStatus.SUCCEEDED;
      }
    }
    return new RunEvent.Ended(worst, reason);
  }

  /** How the cells of a matrix have ended together. */
  record Gathered(RunStatus status, String reason) {}

  /** The worst end among the cells of a matrix; skipped when they all were. */
  static Gathered ofCells(Pipeline pipeline, Run run, StageNode gathering) {
    Gathered worst = new Gathered(RunStatus.SKIPPED, "its cells were skipped");
    for (int need : gathering.needs()) {
      StageRun cell = run.stage(pipeline.graph().nodes().get(need).name());
      if (cell.status().isBadEnd() && isWorse(cell.status(), worst.status())) {
        worst = new Gathered(cell.status(), "cell " + cell.name() + ": " + cell.reason());
      }
    }
    return worst;
  }

  private static boolean isWorse(RunStatus candidate, RunStatus worst) {
    return !ORDER.contains(worst) || ORDER.indexOf(candidate) < ORDER.indexOf(worst);
  }
}
