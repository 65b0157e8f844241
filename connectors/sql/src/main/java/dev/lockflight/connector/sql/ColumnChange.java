package dev.lockflight.connector.sql;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** One column that differs. */
record ColumnChange(SchemaChange kind, String name, String before, String now) {
  private static final String ABSENT = "absent";

  static List<ColumnChange> between(RelationSchema before, RelationSchema now) {
    Function<String, String> key = key(before, now);
    Map<String, RelationSchema.Column> old = byKey(before, key);
    Map<String, RelationSchema.Column> fresh = byKey(now, key);
    List<ColumnChange> changes = new ArrayList<>();
    old.forEach(
        (name, column) -> {
          RelationSchema.Column same = fresh.get(name);
          if (same == null) {
            changes.add(
                new ColumnChange(SchemaChange.REMOVED, column.name(), column.type(), ABSENT));
          } else if (!same.type().equalsIgnoreCase(column.type())) {
            changes.add(
                new ColumnChange(SchemaChange.RETYPED, column.name(), column.type(), same.type()));
          }
        });
    fresh.forEach(
        (name, column) -> {
          if (!old.containsKey(name)) {
            changes.add(new ColumnChange(SchemaChange.ADDED, column.name(), ABSENT, column.type()));
          }
        });
    return changes;
  }

  /** Case does not matter, unless one of the two has columns that differ in nothing else. */
  private static Function<String, String> key(RelationSchema before, RelationSchema now) {
    Function<String, String> anyCase = name -> name.toLowerCase(Locale.ROOT);
    boolean isUnique =
        byKey(before, anyCase).size() == before.columns().size()
            && byKey(now, anyCase).size() == now.columns().size();
    return isUnique ? anyCase : name -> name;
  }

  private static Map<String, RelationSchema.Column> byKey(
      RelationSchema schema, Function<String, String> key) {
    Map<String, RelationSchema.Column> columns = new LinkedHashMap<>();
    schema.columns().forEach(column -> columns.put(key.apply(column.name()), column));
    return columns;
  }

  @Override
  public String toString() {
    return kind + " " + name + " (" + before + " → " + now + ")";
  }
}
