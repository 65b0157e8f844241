package dev.lockflight.connector.airflow;

import dev.lockflight.RemoteOperation.Handle;
import java.time.Instant;

/** How a run is found again: its id, and since when it is waited for. */
record DagHandle(String run, Instant since) {
  static DagHandle of(Handle handle) {
    int at = handle.value().lastIndexOf('@');
    return new DagHandle(
        handle.value().substring(0, at), Instant.parse(handle.value().substring(at + 1)));
  }

  Handle written() {
    return new Handle(run + "@" + since);
  }
}
