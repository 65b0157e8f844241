package dev.lockflight.testkit.databricks;

import java.util.Map;

/** A warehouse and whether it runs. Thread-safe. */
final class Warehouse {
  private final String id;
  private final SqlEngine engine;
  private String state = "RUNNING";
  private boolean broken;

  Warehouse(String id, SqlEngine engine) {
    this.id = id;
    this.engine = engine;
  }

  SqlEngine engine() {
    return engine;
  }

  synchronized void stop() {
    state = "STOPPED";
  }

  synchronized void neverStarts() {
    broken = true;
    state = "STOPPED";
  }

  synchronized void start() {
    if (state.equals("STOPPED")) {
      state = "STARTING";
    }
  }

  /** Its state now. Who looks at one that starts finds it running the next time. */
  synchronized String look() {
    String now = state;
    if (state.equals("STARTING") && !broken) {
      state = "RUNNING";
    }
    return now;
  }

  Map<String, Object> shown() {
    return Map.of("id", id, "name", id, "state", look(), "cluster_size", "Small");
  }
}
