package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class LocalJobsTest extends WorkspaceTest {
  private static Map<String, Object> notebook(String key, String... after) {
    return Map.of(
        "task_key", key,
        "depends_on", java.util.stream.Stream.of(after).map(k -> Map.of("task_key", k)).toList(),
        "notebook_task",
            Map.of(
                "notebook_path",
                "/Shared/" + key,
                "base_parameters",
                Map.of("cmd", "build", "of", "{{job.parameters.target}}")));
  }

  private long submit(Object... tasks) throws InterruptedException {
    return client
        .send(Request.post("/api/2.2/jobs/runs/submit").json(Map.of("tasks", List.of(tasks))))
        .json()
        .at("run_id")
        .number();
  }

  private JsonTree get(long run) throws InterruptedException {
    return client.send(Request.get("/api/2.2/jobs/runs/get").query("run_id", run)).json();
  }

  private JsonTree ended(long run) throws InterruptedException {
    for (int i = 0; i < 10_000; i++) {
      JsonTree found = get(run);
      if (found.at("status", "state").text().equals("TERMINATED")) {
        return found;
      }
    }
    throw new AssertionError("run " + run + " does not end: " + get(run));
  }

  private static String result(JsonTree run) {
    return run.at("state", "result_state").text();
  }

  @Test
  void run_executes_the_registered_handler() throws Exception {
    workspace.jobs().notebook("/Shared/a", task -> TaskOutcome.succeeded("{\"ok\":true}"));

    JsonTree run = ended(submit(notebook("a")));

    assertThat(result(run)).isEqualTo("SUCCESS");
    long task = run.at("tasks").items().get(0).at("run_id").number();
    JsonTree output =
        client.send(Request.get("/api/2.2/jobs/runs/get-output").query("run_id", task)).json();
    assertThat(output.at("notebook_output", "result").text()).isEqualTo("{\"ok\":true}");
  }

  @Test
  void job_gives_its_parameters_to_its_notebooks() throws Exception {
    workspace
        .jobs()
        .notebook("/Shared/a", task -> TaskOutcome.succeeded(task.parameters().toString()));
    long job =
        client
            .send(
                Request.post("/api/2.2/jobs/create")
                    .json(
                        Map.of(
                            "name", "Nightly",
                            "parameters", List.of(Map.of("name", "target", "default", "dev")),
                            "tasks", List.of(notebook("a")))))
            .json()
            .at("job_id")
            .number();
    JsonTree found = client.send(Request.get("/api/2.2/jobs/list").query("name", "NIGHTLY")).json();
    assertThat(found.at("jobs").items().get(0).at("job_id").number()).isEqualTo(job);

    JsonTree run =
        client
            .send(
                Request.post("/api/2.2/jobs/run-now")
                    .json(Map.of("job_id", job, "job_parameters", Map.of("target", "stage"))))
            .json();

    long id = ended(run.at("run_id").number()).at("run_id").number();
    assertThat(
            client
                .send(Request.get("/api/2.2/jobs/runs/get-output").query("run_id", id))
                .json()
                .at("notebook_output", "result")
                .text())
        .contains("cmd=build", "of=stage", "target=stage");
  }

  @Test
  void same_idempotency_token_begins_one_run() throws Exception {
    workspace.jobs().notebook("/Shared/a", task -> TaskOutcome.succeeded());
    Request submit =
        Request.post("/api/2.2/jobs/runs/submit")
            .json(Map.of("tasks", List.of(notebook("a")), "idempotency_token", "t-1"));

    long first = client.send(submit).json().at("run_id").number();
    long again = client.send(submit).json().at("run_id").number();

    assertThat(again).isEqualTo(first);
    assertThat(workspace.jobs().begun()).isEqualTo(1);
  }

  @Test
  void failed_task_stops_those_behind_it_and_is_repaired() throws Exception {
    AtomicBoolean broken = new AtomicBoolean(true);
    workspace
        .jobs()
        .notebook(
            "/Shared/a",
            task -> broken.get() ? TaskOutcome.failed("no table") : TaskOutcome.succeeded());
    workspace.jobs().notebook("/Shared/b", task -> TaskOutcome.succeeded());
    long id = submit(notebook("b", "a"), notebook("a"));

    JsonTree failed = ended(id);
    assertThat(result(failed)).isEqualTo("FAILED");
    assertThat(failed.at("tasks").items())
        .extracting(LocalJobsTest::result)
        .containsExactly("UPSTREAM_FAILED", "FAILED");

    broken.set(false);
    var unused =
        client.send(
            Request.post("/api/2.2/jobs/runs/repair")
                .json(Map.of("run_id", id, "rerun_all_failed_tasks", true)));
    assertThat(result(ended(id))).isEqualTo("SUCCESS");
  }

  @Test
  void cancel_interrupts_the_handler() throws Exception {
    CountDownLatch working = new CountDownLatch(1);
    workspace
        .jobs()
        .notebook(
            "/Shared/a",
            task -> {
              working.countDown();
              new CountDownLatch(1).await();
              return TaskOutcome.succeeded();
            });
    long id = submit(notebook("a"));
    assertThat(working.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(get(id).at("state", "life_cycle_state").text()).isEqualTo("RUNNING");

    var unused = client.send(Request.post("/api/2.2/jobs/runs/cancel").json(Map.of("run_id", id)));

    JsonTree run = ended(id);
    assertThat(result(run)).isEqualTo("CANCELED");
    assertThat(run.at("status", "termination_details", "code").text()).isEqualTo("USER_CANCELED");
  }

  @Test
  void condition_chooses_the_branch() throws Exception {
    workspace.jobs().tasks("notebook_task", task -> TaskOutcome.succeeded());
    Map<String, Object> condition =
        Map.of(
            "task_key", "c", "condition_task", Map.of("op", "EQUAL_TO", "left", "x", "right", "x"));
    Map<String, Object> no =
        Map.of(
            "task_key", "no",
            "depends_on", List.of(Map.of("task_key", "c", "outcome", "false")),
            "notebook_task", Map.of("notebook_path", "/Shared/no"));

    JsonTree run = ended(submit(condition, no));

    assertThat(result(run)).isEqualTo("SUCCESS");
    assertThat(run.at("tasks").items())
        .extracting(LocalJobsTest::result)
        .containsExactly("SUCCESS", "EXCLUDED");
  }

  @Test
  void tasks_over_a_hundred_come_on_the_next_page() throws Exception {
    workspace.jobs().tasks("notebook_task", task -> TaskOutcome.succeeded());
    Object[] tasks =
        java.util.stream.IntStream.range(0, 130).mapToObj(i -> notebook("t" + i)).toArray();

    JsonTree first = ended(submit(tasks));

    assertThat(first.at("tasks").items()).hasSize(100);
    JsonTree second =
        client
            .send(
                Request.get("/api/2.2/jobs/runs/get")
                    .query("run_id", first.at("run_id").number())
                    .query("page_token", first.at("next_page_token").text()))
            .json();
    assertThat(second.at("tasks").items()).hasSize(30);
  }

  @Test
  void unknown_run_is_a_bad_request_as_with_the_vendor() {
    assertThatThrownBy(() -> get(77))
        .isInstanceOfSatisfying(AnswerException.class, e -> assertThat(e.status()).isEqualTo(400))
        .hasMessageContaining("Run 77 does not exist.");
  }
}
