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

/**
 * Fetches the logs of the tasks that this run of the pipeline has started in Airflow, however they
 * ended, and says which files they have written. A DAG run that failed leaves no result, so it is
 * found by the note that it carries in Airflow. Immutable.
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
    Map<String, String> logs = new TreeMap<>();
    Request newest =
        Request.get(RUNS, BreweryProject.DAG).query("order_by", "-start_date").query("limit", 25);
    for (JsonTree each : airflow.rest().send(newest).json().at("dag_runs").items()) {
      String note = each.at("note").optionalText().orElse("");
      if (note.startsWith("Lockflight run " + context.run() + " ")) {
        keep(airflow.run(BreweryProject.DAG, each.at("dag_run_id").text()), context, logs);
      }
    }
    String text = logs.isEmpty() ? "the DAG was not started" : "logs of " + logs.keySet();
    Path about = Files.writeString(context.workspace().resolve("about.txt"), text);
    logs.put("about.txt", about.toString());
    return new KeptFiles(logs).and(KeptFiles.below(lake));
  }

  private void keep(DagRun run, StepContext context, Map<String, String> logs)
      throws IOException, InterruptedException {
    for (TaskState task : run.tasks()) {
      if (task.tries() > 0) {
        String log = context.redact(airflow.log(run, task));
        Path file = context.workspace().resolve(task.task() + ".log");
        logs.put("logs/" + task.task() + ".log", Files.writeString(file, log).toString());
      }
    }
  }
}
