package dev.lockflight.store;

import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToLongFunction;

/**
 * The rule of order that every store keeps: each entry is the next one of its run. Checks the
 * entries of one call of {@link RunStore#append}, in their order, before anything is written. Not
 * thread-safe.
 */
public final class JournalOrder {
  private final ToLongFunction<RunId> written;
  private final Map<RunId, Long> last = new HashMap<>();

  /**
   * @param written the last sequence number that a run already has, 0 for a new run
   */
  public JournalOrder(ToLongFunction<RunId> written) {
    this.written = written;
  }

  /**
   * Accepts the next entry.
   *
   * @throws StaleJournalException when the run already has an entry with that number
   * @throws StoreException when entries before it are missing
   */
  public void check(JournalEntry entry) {
    long before = last.computeIfAbsent(entry.run(), written::applyAsLong);
    if (entry.seq() <= before) {
      throw new StaleJournalException(entry.run(), entry.seq());
    }
    if (entry.seq() != before + 1) {
      throw new StoreException(
          "entry %d of run %s cannot follow entry %d: entries between them are missing"
              .formatted(entry.seq(), entry.run(), before));
    }
    last.put(entry.run(), entry.seq());
  }
}
