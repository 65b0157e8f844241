package dev.lockflight.store;

import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunSummary;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one run wants to have written, all or nothing.
 *
 * @param entries the next entries of one run, without gaps
 * @param summary how the run stands after them
 * @param structure the structure the run is pinned to, with the append that creates it; else null
 */
public record Append(
    List<JournalEntry> entries, RunSummary summary, @Nullable Structure structure) {
  public Append {
    entries = List.copyOf(entries);
  }

  public Optional<Structure> newStructure() {
    return Optional.ofNullable(structure);
  }
}
