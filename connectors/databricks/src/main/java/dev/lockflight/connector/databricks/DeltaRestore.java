package dev.lockflight.connector.databricks;

import dev.lockflight.Progress;
import dev.lockflight.RestoreReport;
import dev.lockflight.Savepoint;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One restore of a savepoint, from the last table to the first. For one thread. */
final class DeltaRestore {
  private final Connection connection;
  private final Savepoint savepoint;
  private final StepContext context;
  private final List<Savepoint.Relation> restored = new ArrayList<>();
  private final List<Savepoint.Relation> left = new ArrayList<>();

  DeltaRestore(Connection connection, Savepoint savepoint, StepContext context) {
    this.connection = connection;
    this.savepoint = savepoint;
    this.context = context;
  }

  RestoreReport run() throws SQLException {
    List<Savepoint.Relation> all = savepoint.relations();
    for (int i = all.size() - 1; i >= 0; i--) {
      Savepoint.Relation relation = all.get(i);
      context.progress(Progress.of(relation.name(), all.size() - 1 - i, all.size()));
      String obstacle = relation.isRestorable() ? restore(relation) : relation.obstacle();
      Savepoint.Relation found =
          new Savepoint.Relation(relation.name(), relation.version(), obstacle);
      boolean unused = (obstacle.isEmpty() ? restored : left).add(found);
      context.log(
          relation.name()
              + (obstacle.isEmpty() ? " is at " + relation.version() + " again" : ": " + obstacle));
    }
    if (restored.isEmpty() && !left.isEmpty()) {
      throw StepFailedException.fatal(
          "nothing of "
              + savepoint
              + " was restored; first "
              + left.get(0).name()
              + " "
              + left.get(0).obstacle());
    }
    return new RestoreReport(savepoint.id(), restored, left);
  }

  /** Why it was not restored; empty when it was. */
  private String restore(Savepoint.Relation relation) throws SQLException {
    SavedTable saved = SavedTable.of(relation, savepoint.attributes());
    DeltaTable table = new DeltaTable(connection, saved.name());
    try {
      Optional<DeltaTable.Kind> kind = table.kind();
      if (saved.wasAbsent()) {
        return drop(table, kind);
      }
      return kind.isEmpty()
          ? "was dropped: undrop it, or rebuild it at the last verified commit"
          : rewoundUnless(Feasibility.obstacle(kind.get()), table, saved);
    } catch (SQLException e) {
      if (SqlTrouble.mayPass(e)) {
        throw e;
      }
      return "could not be restored: " + e.getMessage();
    }
  }

  private String rewoundUnless(Optional<String> obstacle, DeltaTable table, SavedTable saved)
      throws SQLException {
    return obstacle.isPresent() ? obstacle.get() : rewound(table, saved);
  }

  private static String drop(DeltaTable table, Optional<DeltaTable.Kind> kind) throws SQLException {
    if (kind.isPresent()) {
      table.drop(kind.get());
    }
    return table.kind().isEmpty() ? "" : "was dropped and is there again: who made it?";
  }

  private String rewound(DeltaTable table, SavedTable saved) throws SQLException {
    List<DeltaCommit> newest = table.history(1);
    if (newest.isEmpty()) {
      return "has no history";
    }
    DeltaCommit now = newest.get(0);
    Optional<String> obstacle = Feasibility.obstacle(table, saved, now);
    if (obstacle.isPresent()) {
      return obstacle.get();
    }
    if (isThere(now, saved)) {
      return "";
    }
    table.restore(saved.version());
    DeltaCommit after = table.history(1).get(0);
    return isThere(after, saved)
        ? ""
        : "was restored, but then " + after.operation() + " wrote version " + after.version();
  }

  /** Nothing has been written since, or the last that was is the way back. */
  private static boolean isThere(DeltaCommit newest, SavedTable saved) {
    return newest.version() == saved.version() || newest.restores(saved.version());
  }
}
