package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The restore point of an environment's data, taken before a deployment writes.
 *
 * @param attributes what the one who took it needs to find it again
 */
public record Savepoint(
    String id,
    EnvironmentName environment,
    Instant takenAt,
    List<Relation> relations,
    Map<String, String> attributes) {
  /**
   * One table, view or file.
   *
   * @param version the version it had, as its system names versions
   * @param obstacle why it could not be restored; empty when it could
   */
  public record Relation(String name, String version, String obstacle) {
    public boolean isRestorable() {
      return obstacle.isEmpty();
    }
  }

  public Savepoint {
    relations = List.copyOf(relations);
    attributes = Map.copyOf(attributes);
  }

  /** Whether every relation in it could be restored when it was taken. */
  public boolean isRestorable() {
    return relations.stream().allMatch(Relation::isRestorable);
  }

  @Override
  public String toString() {
    return id + " of " + environment + " (" + relations.size() + " relations)";
  }
}
