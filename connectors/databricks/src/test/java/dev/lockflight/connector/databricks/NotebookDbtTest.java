package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Release;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.Request;
import dev.lockflight.testkit.databricks.Fault;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.PythonNotebook;
import dev.lockflight.testkit.databricks.TaskHandler;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The shipped notebook, executed by Python with a dbt that writes what dbt writes. */
class NotebookDbtTest {
  /** Writes results of this invocation; fails when the model is named so. */
  private static final String DBT =
      """
      #!/usr/bin/env python3
      import json, os, sys
      args = sys.argv[1:]
      def after(flag): return args[args.index(flag) + 1]
      target, log = after("--target-path"), after("--log-path")
      os.makedirs(log, exist_ok=True)
      env = {k[19:]: v for k, v in os.environ.items() if k.startswith("DBT_ENV_CUSTOM_ENV_")}
      bad = "bad" in args
      meta = {"dbt_version": "1.11.16", "generated_at": "2026-03-01T12:00:00Z",
              "invocation_id": "inv-1", "env": env}
      def schema(name, v): return dict(meta, dbt_schema_version=
          "https://schemas.getdbt.com/dbt/%s/%s.json" % (name, v))
      json.dump({"metadata": schema("run-results", "v6"), "elapsed_time": 1.0,
        "args": {"which": args[0], "seen": args}, "results": [
          {"unique_id": "model.shop.laps", "status": "error" if bad else "success",
           "message": "no such column" if bad else "OK", "execution_time": 0.1}]},
        open(target + "/run_results.json", "w"))
      json.dump({"metadata": schema("manifest", "v12"), "nodes": {}, "sources": {},
        "disabled": {}}, open(target + "/manifest.json", "w"))
      with open(log + "/dbt.log", "w") as f:
        for name in ["MainReportVersion", "CommandCompleted"]:
          f.write(json.dumps({"info": {"name": name, "level": "info", "msg": name,
            "invocation_id": "inv-1"}, "data": {"args": args}}) + "\\n")
      sys.exit(1 if bad else 0)
      """;

  private final Environment stage =
      Environment.of("stage").with(new Attribute(Attribute.DBT_TARGET, "stg"));
  private final ExecutorService threads = Executors.newCachedThreadPool();
  @TempDir private Path directory;
  private LocalWorkspace server;
  private Databricks workspace;
  private FakeContext context;

  @BeforeAll
  static void there_is_python() throws Exception {
    boolean found;
    try {
      found = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException e) {
      found = false;
    }
    if (!"true".equals(System.getenv("CI"))) {
      assumeThat(found).as("python3, which executes the notebook").isTrue();
    }
    assertThat(found).isTrue();
  }

  @BeforeEach
  void open() throws Exception {
    server = LocalWorkspace.start(threads);
    server.files().volume("ops", "dbt_meta", "runs");
    PythonNotebook python = PythonNotebook.by("python3", server.files()).programsFrom(directory);
    Path file = Files.writeString(directory.resolve("run_dbt.py"), NotebookDbt.template());
    notebook(task -> python.run(file, task));
    workspace =
        Databricks.open(
            DatabricksAuth.token(server.host(), Secret.of("token")),
            DatabricksSettings.usual()
                .secrets(SecretSource.of(Map.of("token", server.tokens().personal())))
                .time(InstantSource.system(), time -> Pause.real().rest(Duration.ofMillis(20))));
    Path project = Files.createDirectories(directory.resolve("project"));
    Path unusedProject = Files.writeString(project.resolve("dbt_project.yml"), "name: shop\n");
    Path dbt = Files.writeString(directory.resolve("dbt"), DBT);
    assertThat(dbt.toFile().setExecutable(true)).isTrue();
    context =
        FakeContext.ofRun("r1")
            .in(stage)
            .idempotencyKey("key-1")
            .release(Release.of("0123456789abcdef0123456789abcdef01234567"))
            .workspace(directory.resolve("work"));
  }

  @AfterEach
  void close() {
    workspace.close();
    server.close();
    threads.shutdownNow();
  }

  @Test
  void a_command_runs_in_databricks_and_its_artifacts_are_believed() throws Exception {
    DbtResult result =
        dbt().build().select("tag:deploy", "laps").exclude("tag:heavy").threads(8).run(context);

    assertThat(result.invocation().id()).isEqualTo("inv-1");
    assertThat(result.counts()).isEqualTo(Map.of("model:success", 1));
    assertThat(result.artifacts().files())
        .containsKeys("manifest.json", "run_results.json", "logs/dbt.log");
    assertThat(Files.readString(result.artifacts().path("run_results.json")))
        .contains(
            "[\"build\", \"--target\", \"stg\", \"--select\", \"tag:deploy\", \"laps\","
                + " \"--exclude\", \"tag:heavy\", \"--threads\", \"8\"");
    assertThat(server.files().paths()).contains("/Volumes/ops/dbt_meta/runs/r1/key-1/exit.json");
  }

  @Test
  void a_failed_command_has_its_artifacts_too_and_its_task_says_why() throws Exception {
    StepFailedException failure =
        catchThrowableOfType(
            StepFailedException.class, () -> dbt().build().select("bad").run(context));

    assertThat(failure).hasMessageContaining("model.shop.laps error: no such column");
    Request runs = Request.get("/api/2.2/jobs/runs/list");
    long id = workspace.rest().send(runs).json().at("runs").items().get(0).at("run_id").number();
    TaskRun task = workspace.jobs().run(id).failedTasks().get(0);
    assertThat(workspace.jobs().output(task).failure().error()).contains("dbt build ended with 1");
  }

  @Test
  void a_call_repeated_after_a_crash_finds_its_run() throws Exception {
    DbtResult first = dbt().build().run(context);
    DbtResult again = dbt().build().run(context);

    assertThat(again.invocation()).isEqualTo(first.invocation());
    assertThat(server.jobs().begun()).isEqualTo(1);
  }

  @Test
  void a_submission_whose_answer_is_lost_does_not_run_twice() throws Exception {
    server.faults().add(Fault.answerLost().on("POST", "/api/2.2/jobs/runs/submit"));

    DbtResult result = dbt().build().run(context);

    assertThat(result.invocation().id()).isEqualTo("inv-1");
    assertThat(server.jobs().begun()).isEqualTo(1);
  }

  @Test
  void state_travels_with_the_command() throws Exception {
    Path state = Files.createDirectories(directory.resolve("state"));
    Path unused =
        Files.writeString(
            state.resolve("manifest.json"),
            """
            {"metadata":{"dbt_schema_version":"https://schemas.getdbt.com/dbt/manifest/v12.json",
              "dbt_version":"1.11.16","invocation_id":"old"},"nodes":{},"sources":{}}""");

    DbtResult result = dbt().build().deferTo(state).run(context);

    String remote = "/Volumes/ops/dbt_meta/runs/r1/key-1/state";
    assertThat(server.files().read(remote + "/manifest.json")).contains("\"old\"");
    assertThat(Files.readString(result.artifacts().path("run_results.json")))
        .contains("\"--defer\", \"--state\", \"" + remote + "\"");
  }

  @Test
  void a_notebook_that_says_nothing_or_garbage_is_told() {
    notebook(task -> TaskOutcome.succeeded(""));
    assertThatThrownBy(() -> dbt().build().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("said nothing")
        .hasMessageContaining("take NotebookDbt.template()");

    notebook(task -> TaskOutcome.succeeded("{\"version\":1,\"exit_code\":0,\"artifacts\":\"/x\"}"));
    assertThatThrownBy(() -> dbt().build().run(context.idempotencyKey("key-2")))
        .hasMessageContaining("what it said is not its result");
  }

  @Test
  void a_notebook_that_fails_before_dbt_tells_why() {
    notebook(task -> TaskOutcome.failed("No module named dbt"));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> dbt().build().run(context));

    assertThat(failure.evidence().get(0).observed()).contains("No module named dbt");
  }

  @Test
  void secrets_are_not_sent() {
    Dbt secret = dbt().secret("DBT_ENV_SECRET_TOKEN", Secret.of("token"));

    assertThatThrownBy(() -> secret.build().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("secrets are not sent to a Databricks run");
    assertThat(server.jobs().begun()).isZero();
  }

  @Test
  void an_interrupted_command_cancels_its_run() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    CountDownLatch canceled = new CountDownLatch(1);
    notebook(
        task -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            canceled.countDown();
          }
          return TaskOutcome.succeeded();
        });
    var running = threads.submit(() -> dbt().build().run(context));
    begun.await();

    assertThat(running.cancel(true)).isTrue();

    assertThat(canceled.await(20, java.util.concurrent.TimeUnit.SECONDS)).isTrue();
  }

  private void notebook(TaskHandler handler) {
    server.jobs().notebook("/Shared/run_dbt", handler);
  }

  private Dbt dbt() {
    return Dbt.project(directory.resolve("project"))
        .runBy(
            NotebookDbt.of(workspace, "/Shared/run_dbt", "/Volumes/ops/dbt_meta/runs", "1.11.16"));
  }
}
