package dev.lockflight.engine;

import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StepRun;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * When a stage's time is up: counted from the start of its first step, while it builds and proves.
 */
final class StageDeadline {
  private StageDeadline() {}

  static Optional<Instant> of(Turn turn, StageNode node) {
    Duration timeout = node.stage().limits().timeout();
    List<Step<?>> steps = node.stage().steps(Phase.RUN);
    Phase phase = turn.run().stage(node.name()).phase();
    if (timeout == null || steps.isEmpty() || phase.compareTo(Phase.VERIFY) > 0) {
      return Optional.empty();
    }
    ItemKey first = new ItemKey(Phase.RUN, steps.get(0).name().value());
    return turn.run()
        .stage(node.name())
        .step(first)
        .map(StepRun::times)
        .flatMap(times -> Optional.ofNullable(times.first()))
        .map(start -> start.plus(timeout));
  }
}
