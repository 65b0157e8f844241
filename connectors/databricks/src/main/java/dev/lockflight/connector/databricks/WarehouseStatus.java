package dev.lockflight.connector.databricks;

/**
 * How a SQL warehouse is.
 *
 * @param trouble what Databricks says is wrong with it; empty when nothing is
 */
public record WarehouseStatus(String id, String name, State state, String trouble) {
  /** As Databricks has them; a word nobody has heard of is UNKNOWN. */
  public enum State {
    STARTING,
    RUNNING,
    STOPPING,
    STOPPED,
    DELETING,
    DELETED,
    UNKNOWN
  }

  @Override
  public String toString() {
    return "SQL warehouse " + name + " (" + id + ") " + state;
  }
}
