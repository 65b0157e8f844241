package dev.lockflight.engine;

import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import java.util.Optional;

/** What a {@link Replay} found. */
public sealed interface Legality {
  /** Every event would be allowed today; {@code run} is how the run stands after the last. */
  record Legal(Run run) implements Legality {}

  /**
   * The first event that would not be allowed today.
   *
   * @param reason why not
   */
  record FirstIllegal(JournalEntry entry, String reason) implements Legality {
    @Override
    public String toString() {
      return "entry " + entry + " is the first that is not legal today: " + reason;
    }
  }

  /** The first event that would not be allowed today; empty when all would be. */
  default Optional<FirstIllegal> firstIllegal() {
    return this instanceof FirstIllegal illegal ? Optional.of(illegal) : Optional.empty();
  }

  default boolean isLegal() {
    return firstIllegal().isEmpty();
  }
}
