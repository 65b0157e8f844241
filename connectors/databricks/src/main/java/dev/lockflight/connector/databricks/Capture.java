package dev.lockflight.connector.databricks;

import dev.lockflight.Savepoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks at tables before they are written. */
record Capture(Connection connection, DeltaSavepoints.Choices choices) {
  /** Empty for a view that is left out. */
  Optional<Savepoint.Relation> relation(TableName name, Map<String, String> attributes)
      throws SQLException {
    DeltaTable table = new DeltaTable(connection, name);
    Optional<DeltaTable.Kind> kind = table.kind();
    if (kind.isEmpty()) {
      String obstacle =
          choices.dropsNewTables() ? "" : "did not exist: drop it by hand if it must go";
      return Optional.of(SavedTable.absent(name).relation(obstacle));
    }
    boolean view = kind.get().type().equals("VIEW");
    if (view && choices.skipsViews()) {
      return Optional.empty();
    }
    Optional<String> obstacle = Feasibility.obstacle(kind.get());
    return Optional.of(
        obstacle
            .map(why -> new Savepoint.Relation(name.toString(), "", why))
            .orElseGet(() -> versioned(table, attributes)));
  }

  private Savepoint.Relation versioned(DeltaTable table, Map<String, String> attributes) {
    try {
      List<DeltaCommit> newest = table.history(1);
      if (newest.isEmpty()) {
        return new Savepoint.Relation(table.name().toString(), "", "has no history");
      }
      DeltaCommit now = newest.get(0);
      SavedTable saved = new SavedTable(table.name(), now.version(), now.at(), table.id());
      saved.writeTo(attributes);
      return saved.relation("");
    } catch (SQLException e) {
      if (SqlTrouble.mayPass(e)) {
        throw SqlTrouble.stepFailure("the history of " + table.name() + " cannot be read", e);
      }
      return new Savepoint.Relation(
          table.name().toString(), "", "its history cannot be read: " + e.getMessage());
    }
  }
}
