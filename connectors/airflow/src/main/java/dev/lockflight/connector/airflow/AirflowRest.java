package dev.lockflight.connector.airflow;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The calls of Airflow's stable REST API that this connector makes. Thread-safe. */
final class AirflowRest {
  /** Airflow's {@code maximum_page_limit}, unless an administrator changed it. */
  private static final int PAGE = 100;

  private static final int MOST_TASKS = 1000;
  private static final String RUN = "/dags/{dag}/dagRuns/{run}";

  private final RestClient client;
  private final AirflowApi api;
  private final AirflowReader reader;

  AirflowRest(RestClient client, AirflowApi api, URI base) {
    this.client = client;
    this.api = api;
    this.reader = new AirflowReader(api, base);
  }

  AirflowApi api() {
    return api;
  }

  DagState dag(String dag) throws InterruptedException {
    return reader.dag(client.send(get("/dags/{dag}", dag)).json());
  }

  void unpause(String dag) throws InterruptedException {
    Request request = Request.patch(api.path() + "/dags/{dag}", dag);
    var unused = client.send(request.json(Map.of("is_paused", false)).repeatable());
  }

  /** The run as Airflow tells it, with what it was given; empty when there is none. */
  Optional<JsonTree> find(String dag, String run) throws InterruptedException {
    try {
      return Optional.of(client.send(get(RUN, dag, run)).json());
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return Optional.empty();
      }
      throw e;
    }
  }

  DagRun run(String dag, String run) throws InterruptedException {
    return reader.run(client.send(get(RUN, dag, run)).json());
  }

  DagRun run(JsonTree told) {
    return reader.run(told);
  }

  /** Repeatable: an id that exists is refused, and then found. */
  DagRun create(String dag, Map<String, Object> body) throws InterruptedException {
    Request request = Request.post(api.path() + "/dags/{dag}/dagRuns", dag);
    return reader.run(client.send(request.json(body).repeatable()).json());
  }

  /** The run of that logical date. */
  Optional<DagRun> on(String dag, Instant logicalDate) throws InterruptedException {
    Request request =
        get("/dags/{dag}/dagRuns", dag)
            .query(api.dateFilter() + "_gte", logicalDate)
            .query(api.dateFilter() + "_lte", logicalDate);
    return client.send(request).json().at("dag_runs").items().stream().findFirst().map(this::run);
  }

  /**
   * Asks a run to stop by setting it to failed, which also ends its tasks. Nothing when it has
   * ended: that would rewrite how.
   */
  void stop(String dag, String run) throws InterruptedException {
    if (run(dag, run).hasEnded()) {
      return;
    }
    Request request = Request.patch(api.path() + RUN, dag, run);
    var unused = client.send(request.json(Map.of("state", "failed")).repeatable());
  }

  /** Its tasks, at most the first 1,000. */
  List<TaskState> tasks(String dag, String run) throws InterruptedException {
    return all(get(RUN + "/taskInstances", dag, run), "task_instances").stream()
        .map(AirflowReader::task)
        .toList();
  }

  List<ImportError> importErrors() throws InterruptedException {
    return all(get("/importErrors"), "import_errors").stream()
        .map(AirflowReader::importError)
        .toList();
  }

  /** What the task wrote in its newest try, one line for each event. */
  String log(String dag, String run, TaskState task) throws InterruptedException {
    Request request =
        get(RUN + "/taskInstances/{task}/logs/{try}", dag, run, task.task(), task.tries())
            .query("full_content", true)
            .query("map_index", task.mapIndex())
            .header("Accept", api.logType());
    Answer answer = client.send(request);
    return api == AirflowApi.V2 ? TaskLog.text(answer.json()) : answer.text();
  }

  private List<JsonTree> all(Request first, String field) throws InterruptedException {
    return client
        .pages(first.query("limit", PAGE), byOffset(field))
        .all(page -> page.json().at(field).items());
  }

  private static Paging byOffset(String field) {
    return (first, page) -> {
      int size = page.json().at(field).items().size();
      long total = Math.min(page.json().at("total_entries").number(), MOST_TASKS);
      int read = AirflowReader.offset(page.uri()) + size;
      return size == 0 || read >= total
          ? Optional.empty()
          : Optional.of(first.withQuery("offset", read));
    };
  }

  private Request get(String path, Object... values) {
    return Request.get(api.path() + path, values);
  }
}
