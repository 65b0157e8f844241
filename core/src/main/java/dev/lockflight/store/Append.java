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
 * @param prepared what the store made of it in {@link RunStore#prepare}; only the store looks at it
 */
public record Append(
    List<JournalEntry> entries,
    RunSummary summary,
    @Nullable Structure structure,
    @Nullable Prepared prepared) {
  /** What a store can make of an append before it is written. */
  public interface Prepared {}

  public Append {
    entries = List.copyOf(entries);
  }

  public Append(List<JournalEntry> entries, RunSummary summary, @Nullable Structure structure) {
    this(entries, summary, structure, null);
  }

  public Append with(Prepared made) {
    return new Append(entries, summary, structure, made);
  }

  public Optional<Structure> newStructure() {
    return Optional.ofNullable(structure);
  }
}
