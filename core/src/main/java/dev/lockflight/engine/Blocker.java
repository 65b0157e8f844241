package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import dev.lockflight.Pipeline;
import dev.lockflight.run.Run;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One thing that keeps a run from going on.
 *
 * @param what in words
 * @param who can clear it: approvers, {@code time}, another run, an operator
 * @param earliest the earliest moment at which it may be cleared, when time alone can
 */
public record Blocker(ItemPath where, String what, String who, @Nullable Instant earliest) {
  /**
   * Everything that keeps the run from going on; empty when it has ended.
   *
   * @param pipeline the one it is a run of
   */
  public static List<Blocker> all(Pipeline pipeline, Run run) {
    return run.isEnded() ? List.of() : Explain.blockers(pipeline, run);
  }

  public Optional<Instant> earliestMoment() {
    return Optional.ofNullable(earliest);
  }

  @Override
  public String toString() {
    return where
        + ": "
        + what
        + "; cleared by "
        + who
        + earliestMoment().map(at -> ", at the earliest " + at).orElse("");
  }
}
