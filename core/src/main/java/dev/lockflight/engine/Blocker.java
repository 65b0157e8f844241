package dev.lockflight.engine;

import dev.lockflight.ItemPath;
import java.time.Instant;
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
