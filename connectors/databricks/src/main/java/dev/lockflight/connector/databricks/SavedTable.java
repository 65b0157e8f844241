package dev.lockflight.connector.databricks;

import dev.lockflight.Savepoint;
import java.time.Instant;
import java.util.Map;

/**
 * A table as a savepoint has it.
 *
 * @param version of the table; {@link #ABSENT} when it did not exist
 * @param committed when that version was written: what tells it from the same version of a table
 *     made anew
 */
record SavedTable(TableName name, long version, Instant committed, String id) {
  static final long ABSENT = -1;
  private static final String WORD = "absent";

  static SavedTable absent(TableName name) {
    return new SavedTable(name, ABSENT, Instant.EPOCH, "");
  }

  static SavedTable of(Savepoint.Relation relation, Map<String, String> attributes) {
    TableName name = TableName.of(relation.name());
    if (relation.version().equals(WORD)) {
      return absent(name);
    }
    return new SavedTable(
        name,
        Long.parseLong(relation.version()),
        Instant.parse(
            attributes.getOrDefault(relation.name() + " committed", "1970-01-01T00:00:00Z")),
        attributes.getOrDefault(relation.name() + " id", ""));
  }

  void writeTo(Map<String, String> attributes) {
    if (!wasAbsent()) {
      attributes.put(name + " committed", committed.toString());
      attributes.put(name + " id", id);
    }
  }

  boolean wasAbsent() {
    return version == ABSENT;
  }

  Savepoint.Relation relation(String obstacle) {
    return new Savepoint.Relation(
        name.toString(), wasAbsent() ? WORD : Long.toString(version), obstacle);
  }
}
