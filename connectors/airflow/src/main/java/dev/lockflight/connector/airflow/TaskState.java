package dev.lockflight.connector.airflow;

import java.util.Set;

/**
 * One task of a DAG run, in its newest try. Survives a JSON round trip.
 *
 * @param mapIndex which of a mapped task's instances; -1 when it is not mapped
 * @param state in Airflow's words, such as {@code running} or {@code upstream_failed}; {@code none}
 *     before it is scheduled. A word nobody has heard of is no end
 * @param tries how often it was tried
 * @param log the file on this machine with its log; empty when it was not kept
 */
public record TaskState(String task, int mapIndex, String state, int tries, String log) {
  private static final Set<String> ENDED =
      Set.of("success", "failed", "skipped", "upstream_failed", "removed");

  public boolean hasEnded() {
    return ENDED.contains(state);
  }

  public boolean hasFailed() {
    return state.equals("failed");
  }

  /** The task, with its index when it is mapped. */
  public String name() {
    return mapIndex < 0 ? task : task + "[" + mapIndex + "]";
  }

  TaskState withLog(String file) {
    return new TaskState(task, mapIndex, state, tries, file);
  }

  @Override
  public String toString() {
    return name() + " " + state;
  }
}
