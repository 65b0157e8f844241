package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What the summary of a run says about its waiting. */
final class Waits {
  private Waits() {}

  static RunSummary.Waits of(
      Pipeline pipeline, Run run, Claims claims, boolean idle, Optional<Instant> earliest) {
    if (run.isEnded()) {
      return RunSummary.Waits.NONE;
    }
    List<String> what =
        idle ? Explain.blockers(pipeline, run).stream().map(Blocker::what).toList() : List.of();
    return new RunSummary.Waits(earliest.orElse(null), claims.all(), what);
  }
}
