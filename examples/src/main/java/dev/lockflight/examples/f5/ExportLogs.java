package dev.lockflight.examples.f5;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.connector.airflow.Airflow;
import dev.lockflight.connector.airflow.DagRun;
import dev.lockflight.connector.airflow.TaskState;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Fetches the logs of the tasks this run of the pipeline has started in Airflow, and what they have
 * written, however it went. A run that failed leaves no result, so it is found by the note that it
 * carries in Airflow.
 *
 * @param lake where the tasks write
 */
record ExportLogs(Airflow airflow, Path lake) implements Call<KeptFiles> {
  private static final String RUNS = "/api/v2/dags/{dag}/dagRuns";

  @Override
  public String name() {
    return "export logs";
  }

  @Override
  public String describe() {
    return "fetch the logs of " + BreweryProject.DAG + " from " + airflow;
  }

  @Override
  public KeptFiles run(StepContext context) throws IOException, InterruptedException {
    Map<String, String> kept = new TreeMap<>();
    Request newest =
        Request.get(RUNS, BreweryProject.DAG).query("order_by", "-start_date").query("limit", 25);
    for (JsonTree each : airflow.rest().send(newest).json().at("dag_runs").items()) {
      String note = each.at("note").optionalText().orElse("");
      if (note.contains(context.run().value())) {
        keepLogs(airflow.run(BreweryProject.DAG, each.at("dag_run_id").text()), context, kept);
      }
    }
    if (!kept.isEmpty()) {
      keepLake(kept);
    }
    String text = kept.isEmpty() ? "the DAG was not started" : "kept " + kept.keySet();
    Path about = Files.writeString(context.workspace().resolve("run.txt"), text);
    kept.put("run.txt", about.toString());
    return new KeptFiles(kept);
  }

  private void keepLogs(DagRun run, StepContext context, Map<String, String> kept)
      throws IOException, InterruptedException {
    for (TaskState task : run.tasks()) {
      if (task.tries() > 0) {
        String log = context.redact(airflow.log(run, task));
        Path file = context.workspace().resolve(task.task() + ".log");
        kept.put("logs/" + task.task() + ".log", Files.writeString(file, log).toString());
      }
    }
  }

  private void keepLake(Map<String, String> kept) throws IOException {
    try (Stream<Path> files = Files.walk(lake)) {
      files.filter(Files::isRegularFile).forEach(file -> kept.put(named(file), file.toString()));
    }
  }

  private String named(Path file) {
    return lake.relativize(file).toString().replace('\\', '/');
  }
}
