package dev.lockflight.store.jdbc;

import dev.lockflight.RunId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;

/**
 * What a writer wrote last about the runs it wrote about last, so that it need neither ask for it
 * nor write it again. Another process may have written since: then the entry that follows here has
 * a number that is taken, and the database refuses it. Not thread-safe.
 */
final class KnownRuns {
  private static final int MOST = 1_000;

  private record Last(long seq, Rows.RunRow row) {
    boolean standsLike(Rows.RunRow other) {
      return row.summary().status() == other.summary().status()
          && Objects.equals(row.waits(), other.waits())
          && row.release().equals(other.release());
    }
  }

  private final Map<RunId, Last> runs =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<RunId, Last> eldest) {
          return size() > MOST;
        }
      };

  /** The number of the run's last entry. */
  OptionalLong lastSeq(RunId run) {
    Last last = runs.get(run);
    return last == null ? OptionalLong.empty() : OptionalLong.of(last.seq());
  }

  /** Those that stand otherwise than was written last, or of which nothing is known. */
  List<Rows.RunRow> changed(List<Rows.RunRow> rows) {
    return rows.stream().filter(row -> !isWritten(row)).toList();
  }

  private boolean isWritten(Rows.RunRow row) {
    Last last = runs.get(row.summary().run());
    return last != null && last.standsLike(row);
  }

  /** These rows are durable. */
  void note(List<Rows.RunRow> rows) {
    for (Rows.RunRow row : rows) {
      runs.put(row.summary().run(), new Last(row.summary().moments().seq(), row));
    }
  }
}
