package dev.lockflight.connector.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestException;
import dev.lockflight.testkit.databricks.Fault;
import dev.lockflight.testkit.databricks.LocalWorkspace;
import dev.lockflight.testkit.databricks.TaskOutcome;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Runs on a local workspace, which breaks where it is told to. */
class LocalRunTest {
  private static final Pause SHORT = time -> Pause.real().rest(Duration.ofMillis(5));
  private final ExecutorService threads = Executors.newCachedThreadPool();

  @AfterEach
  void stop() {
    threads.shutdownNow();
  }

  @Test
  void a_run_is_begun_once_whichever_request_loses_its_answer() throws Exception {
    int requests = requestsOf(null, 0);
    assertThat(requests).isGreaterThan(3);
    for (int number = 1; number <= requests; number++) {
      int unused = requestsOf(Fault.answerLost(), number);
    }
  }

  @Test
  void a_run_is_begun_once_whichever_request_is_reset() throws Exception {
    int requests = requestsOf(null, 0);
    for (int number = 1; number <= requests; number++) {
      int unused = requestsOf(Fault.reset(), number);
    }
  }

  /** Runs two tasks as a service principal, with a fault at one request. */
  private int requestsOf(@Nullable Fault fault, int number) throws Exception {
    try (LocalWorkspace server = LocalWorkspace.start(threads)) {
      server.tokens().servicePrincipal("app", "dose-s3cret");
      server.jobs().notebook("/load", task -> TaskOutcome.succeeded("7"));
      if (fault != null) {
        server.faults().add(fault.nth(number));
      }
      DatabricksAuth auth =
          DatabricksAuth.servicePrincipal(server.host(), "app", Secret.of("oauth"));
      try (Databricks workspace = open(auth, "dose-s3cret")) {
        SubmitRun run =
            workspace.submit(
                "load", JobTask.notebook("a", "/load"), JobTask.notebook("b", "/load").after("a"));
        JobRun ended = toItsEnd(run);
        assertThat(ended.tasks()).hasSize(2).allMatch(task -> task.state().hasSucceeded());
        assertThat(workspace.jobs().output(ended.tasks().get(0)).exitValue()).isEqualTo("7");
      }
      assertThat(server.jobs().begun()).as("fault at request %s", number).isEqualTo(1);
      return server.requests().size();
    }
  }

  @Test
  void a_run_can_be_cancelled_and_repaired() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    try (LocalWorkspace server = LocalWorkspace.start(threads);
        Databricks workspace = open(server)) {
      server
          .jobs()
          .notebook(
              "/load",
              task -> {
                begun.countDown();
                new CountDownLatch(1).await();
                return TaskOutcome.succeeded();
              });
      SubmitRun run = workspace.submit("load", JobTask.notebook("a", "/load"));
      Handle handle = run.submit(context());
      begun.await();

      run.cancel(handle, context());
      StepFailedException failure =
          catchThrowableOfType(StepFailedException.class, () -> awaited(run, handle));
      run.cancel(handle, context());

      assertThat(failure)
          .hasMessageContaining("CANCELED")
          .hasMessageContaining("ask who cancelled");
      server.jobs().notebook("/load", task -> TaskOutcome.succeeded("again"));
      long repair = workspace.jobs().repair(workspace.jobs().run(Long.parseLong(handle.value())));
      assertThat(repair).isPositive();
      assertThat(awaited(run, handle).repairs()).contains(repair);
    }
  }

  @Test
  void states_are_understood_in_the_newer_vocabulary_alone() throws Exception {
    try (LocalWorkspace server = LocalWorkspace.start(threads);
        Databricks workspace = open(server)) {
      server.jobs().newStatesOnly();
      server.jobs().notebook("/load", task -> TaskOutcome.failed("boom"));
      SubmitRun run = workspace.submit("load", JobTask.notebook("a", "/load"));

      StepFailedException failure =
          catchThrowableOfType(StepFailedException.class, () -> toItsEnd(run));

      assertThat(failure.evidence().get(0).observed()).contains("boom");
    }
  }

  @Test
  void a_wrong_token_is_told_plainly() throws Exception {
    try (LocalWorkspace server = LocalWorkspace.start(threads);
        Databricks workspace =
            open(DatabricksAuth.token(server.host(), Secret.of("oauth")), "dapi-wrong")) {
      assertThatThrownBy(() -> workspace.jobs().find("nightly"))
          .isInstanceOf(AnswerException.class)
          .hasMessageContaining("the token is wrong, expired, revoked or of another workspace");
    }
  }

  private static JobRun toItsEnd(SubmitRun run) throws Exception {
    return awaited(run, run.submit(context()));
  }

  private static JobRun awaited(SubmitRun run, Handle handle) throws Exception {
    while (true) {
      try {
        Poll<JobRun> poll = run.poll(handle, context());
        JobRun ended = poll.result();
        if (ended != null) {
          return ended;
        }
      } catch (RestException e) {
        // as the engine does: asked again
      }
      SHORT.rest(Duration.ofMillis(5));
    }
  }

  private static FakeContext context() {
    return FakeContext.ofRun("r1").idempotencyKey("key-1");
  }

  private static Databricks open(LocalWorkspace server) {
    return open(
        DatabricksAuth.token(server.host(), Secret.of("oauth")), server.tokens().personal());
  }

  private static Databricks open(DatabricksAuth auth, String secret) {
    return Databricks.open(
        auth,
        DatabricksSettings.usual()
            .secrets(SecretSource.of(Map.of("oauth", secret)))
            .time(InstantSource.system(), SHORT));
  }
}
