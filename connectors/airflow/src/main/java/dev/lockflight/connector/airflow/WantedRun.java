package dev.lockflight.connector.airflow;

import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.json.Json;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A run as this step wants it. */
record WantedRun(String dag, String id, Map<String, Object> conf, Optional<Instant> date) {
  static WantedRun of(
      String dag, Map<String, Object> conf, Optional<Instant> date, StepContext context) {
    return new WantedRun(dag, "lockflight-" + context.idempotencyKey(), conf, date);
  }

  /**
   * The body that creates it. API v2 asks for the logical date also when there is none; a note is
   * known to Airflow 2.5 and newer.
   */
  Map<String, Object> body(AirflowApi api, StepContext context) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("dag_run_id", id);
    body.put("conf", conf);
    String logical = date.map(Instant::toString).orElse(null);
    if (logical != null || api.knowsRunsWithoutDate()) {
      body.put("logical_date", logical);
    }
    body.put("note", "Lockflight run " + context.run() + " of " + context.pipeline());
    return body;
  }

  /** The run of this id is taken for the one wanted only when it was given the same. */
  DagRun checked(DagRun found, JsonTree told) {
    if (!sameConf(told.at("conf"))) {
      throw different("conf " + told.at("conf"), "conf " + Json.write(conf));
    }
    if (date.isPresent() && !date.equals(found.logicalDate())) {
      throw different("logical date " + found.times().logical(), "logical date " + date.get());
    }
    return found;
  }

  private boolean sameConf(JsonTree there) {
    Object found = there.isPresent() ? Json.read(there.toString(), Object.class) : Map.of();
    return found.equals(Json.read(Json.write(conf), Object.class));
  }

  private StepFailedException different(String found, String wanted) {
    return StepFailedException.fatal(
        "run "
            + id
            + " of DAG "
            + dag
            + " exists with "
            + found
            + " instead of "
            + wanted
            + "; give conf and logical date only values that stay the same, then retry the step");
  }
}
