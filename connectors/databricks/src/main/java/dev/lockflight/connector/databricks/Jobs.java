package dev.lockflight.connector.databricks;

import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Paging;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.net.URI;
import java.util.List;
import java.util.Optional;

/**
 * The jobs of a workspace, by the Jobs API 2.2. As steps of a pipeline see {@link
 * Databricks#runJob} and {@link Databricks#submit}. Every call throws a {@link
 * dev.lockflight.connector.http.RestException} that says what to do. Thread-safe.
 */
public final class Jobs {
  private static final String API = "/api/2.2/jobs";
  private static final Paging BY_TOKEN = Paging.byToken("next_page_token", "page_token");

  private final RestClient client;
  private final RunReader reader;

  Jobs(RestClient client, URI host) {
    this.client = client;
    this.reader = new RunReader(host);
  }

  /**
   * The job of that name; upper and lower case count.
   *
   * @throws DatabricksException when several have it
   */
  public Optional<JobId> find(String name) throws InterruptedException {
    Request request = Request.get(API + "/list").query("name", name).query("limit", 100);
    List<JobId> found =
        client.pages(request, BY_TOKEN).all(page -> page.json().at("jobs").items()).stream()
            .filter(job -> job.at("settings", "name").optionalText().orElse(name).equals(name))
            .map(job -> JobId.of(job.at("job_id").number()))
            .toList();
    if (found.size() > 1) {
      throw DatabricksException.fatal(
          "workspace has "
              + found.size()
              + " jobs named "
              + name
              + ": "
              + found
              + "; use the id, or rename all but one");
    }
    return found.stream().findFirst();
  }

  /**
   * The job of that name.
   *
   * @throws DatabricksException when there is none
   */
  public JobId require(String name) throws InterruptedException {
    return find(name)
        .orElseThrow(
            () ->
                DatabricksException.fatal(
                    "no job named "
                        + name
                        + " that these credentials may see; create it, or give"
                        + " them CAN VIEW on it"));
  }

  /**
   * Makes the job, or gives the one of that name exactly these settings. Databricks cannot tell a
   * repeated creation from a second one, so it is never repeated by itself: call this again.
   */
  public JobId createOrReset(JobSettings settings) throws InterruptedException {
    Optional<JobId> found = find(settings.name());
    if (found.isPresent()) {
      reset(found.get(), settings);
      return found.get();
    }
    return create(settings);
  }

  /** Makes a new job, also when one of that name exists. */
  public JobId create(JobSettings settings) throws InterruptedException {
    Answer answer = client.send(Request.post(API + "/create").json(settings.json()));
    return JobId.of(answer.json().at("job_id").number());
  }

  /** Replaces all settings of the job by these. */
  public void reset(JobId job, JobSettings settings) throws InterruptedException {
    var unused =
        client.send(
            Request.post(API + "/reset")
                .json(Fields.NONE.with("job_id", job.value()).with("new_settings", settings.json()))
                .repeatable());
  }

  /** A run with all its tasks, however many. */
  public JobRun run(long runId) throws InterruptedException {
    Request request = Request.get(API + "/runs/get").query("run_id", runId);
    return reader.read(
        client.pages(request.query("include_history", true), BY_TOKEN).all(List::of));
  }

  /** Where people look at a run. */
  public URI page(long runId) {
    return reader.page(runId);
  }

  /** What a task left; of a run with one task, that task's. */
  public TaskOutput output(TaskRun task) throws InterruptedException {
    Request request = Request.get(API + "/runs/get-output").query("run_id", task.runId());
    return RunReader.output(client.send(request).json());
  }

  /** Asks a run to stop; it has stopped when {@link #run} says so. Nothing when it has ended. */
  public void cancel(long runId) throws InterruptedException {
    Request request = Request.post(API + "/runs/cancel").json(Fields.NONE.with("run_id", runId));
    try {
      var unused = client.send(request.repeatable());
    } catch (AnswerException e) {
      if (!run(runId).state().hasEnded()) {
        throw e;
      }
    }
  }

  /**
   * Runs the failed tasks of an ended run again, and those behind them.
   *
   * @return the id of the repair
   */
  public long repair(JobRun run) throws InterruptedException {
    Fields body =
        Fields.NONE
            .with("run_id", run.id())
            .with("rerun_all_failed_tasks", true)
            .with("rerun_dependent_tasks", true);
    List<Long> before = run.repairs();
    Fields whole =
        before.isEmpty() ? body : body.with("latest_repair_id", before.get(before.size() - 1));
    Answer answer = client.send(Request.post(API + "/runs/repair").json(whole));
    return answer.json().at("repair_id").number();
  }

  /** Starts the job; the same token starts it once. */
  long runNow(JobId job, Fields options, String token) throws InterruptedException {
    return started("/run-now", options.with("job_id", job.value()), token);
  }

  /** Starts a one-time run; the same token starts it once. */
  long submit(Fields run, String token) throws InterruptedException {
    return started("/runs/submit", run, token);
  }

  private long started(String path, Fields body, String token) throws InterruptedException {
    Request request = Request.post(API + path).json(body.with("idempotency_token", token));
    JsonTree answer = client.send(request.repeatable()).json();
    return answer.at("run_id").number();
  }
}
