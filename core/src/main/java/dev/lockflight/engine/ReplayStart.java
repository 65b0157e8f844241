package dev.lockflight.engine;

import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.run.Origin;
import dev.lockflight.run.OutputKey;
import dev.lockflight.run.RunEvent;
import java.util.Optional;

/** Whether a run could be created today as it was. */
final class ReplayStart {
  private ReplayStart() {}

  static Optional<String> problem(ReplayMoment moment, RunEvent.Created created) {
    Pipeline pipeline = moment.pipeline();
    if (!created.pipeline().equals(pipeline.name())) {
      return Optional.of("it is a run of " + created.pipeline() + ", not of " + pipeline.name());
    }
    new StartRequest(pipeline.name(), created.cause(), created.release()).check(pipeline);
    Origin origin = created.origin();
    StageName stage = origin.stage();
    if (stage == null) {
      return Optional.empty();
    }
    Optional<StageNode> node = pipeline.graph().find(stage);
    if (node.isEmpty()) {
      return Optional.of("pipeline " + pipeline.name() + " has no stage " + stage + " today");
    }
    boolean canRollBack =
        origin.kind() != Origin.Kind.ROLLBACK || node.get().stage().rollback().isPresent();
    return canRollBack
        ? Optional.empty()
        : Optional.of("stage " + stage + " declares no rollback today");
  }

  static Optional<String> problem(ReplayMoment moment, RunEvent.OutputsKept kept) {
    if (moment.run().created().origin().earlierRun().isEmpty()) {
      return Optional.of("the run is no rerun and no rollback, so it keeps nothing");
    }
    if (!moment.run().stages().isEmpty()) {
      return Optional.of("outputs are kept before anything else happens");
    }
    for (OutputKey key : kept.outputs().keySet()) {
      if (!isWritten(moment.pipeline(), key)) {
        return Optional.of(
            "stage " + key.writer() + " writes no output " + key.output() + " today");
      }
    }
    return Optional.empty();
  }

  private static boolean isWritten(Pipeline pipeline, OutputKey key) {
    Optional<StageNode> node = pipeline.graph().find(key.writer());
    if (node.isEmpty()) {
      return false;
    }
    for (Phase phase : Phase.values()) {
      for (Step<?> step : node.get().stage().steps(phase)) {
        if (step.output().map(Output::name).filter(key.output()::equals).isPresent()) {
          return true;
        }
      }
    }
    return false;
  }
}
