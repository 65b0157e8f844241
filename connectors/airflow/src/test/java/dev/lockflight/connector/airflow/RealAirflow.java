package dev.lockflight.connector.airflow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.Evidence;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RemoteOperation.Poll;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfEnvironmentVariable;
import org.junit.jupiter.api.io.TempDir;

/**
 * Against an Airflow that is installed here. It takes half a minute to six and an installation of
 * half a gigabyte, so it runs only when asked for: {@code LOCKFLIGHT_AIRFLOW=env/bin/airflow mvn
 * -pl connectors/airflow test -Dtest=RealAirflow}.
 */
@EnabledIfEnvironmentVariable(
    named = "LOCKFLIGHT_AIRFLOW",
    matches = ".+",
    disabledReason = "LOCKFLIGHT_AIRFLOW names no executable of Airflow")
class RealAirflow {
  @TempDir static Path home;
  private static InstalledAirflow installed;
  private static Airflow airflow;

  @BeforeAll
  static void begin() throws Exception {
    installed = InstalledAirflow.begin(Path.of(System.getenv("LOCKFLIGHT_AIRFLOW")), home);
    airflow = installed.open();
  }

  @AfterAll
  static void end() throws Exception {
    airflow.close();
    installed.close();
  }

  @Test
  void a_run_is_begun_once_and_followed_to_its_end() throws Exception {
    FakeContext context = context("once");
    TriggerDag brewery =
        airflow
            .trigger("brewery_pipeline")
            .conf("day", "2026-02-28")
            .logicalDate(Instant.parse("2026-02-28T00:00:00Z"))
            .keepingLogs();

    Handle first = brewery.submit(context);
    Handle second = brewery.submit(context);
    DagRun run = ended(brewery, first, context);

    assertThat(DagHandle.of(second).run()).isEqualTo(DagHandle.of(first).run());
    assertThat(run.hasSucceeded()).isTrue();
    assertThat(run.logicalDate()).contains(Instant.parse("2026-02-28T00:00:00Z"));
    assertThat(run.tasks())
        .extracting(TaskState::toString)
        .containsExactlyInAnyOrder("bronze success", "silver success");
    assertThat(Files.readString(run.files().values().iterator().next()))
        .contains("bronze of 2026-02-28");
    StepFailedException other =
        catchThrowableOfType(
            StepFailedException.class, () -> brewery.conf("day", "1").submit(context));
    assertThat(other).hasMessageContaining("instead of conf {\"day\":\"1\"}");
    StepFailedException taken =
        catchThrowableOfType(StepFailedException.class, () -> brewery.submit(context("twice")));
    assertThat(taken).hasMessageContaining("has the logical date 2026-02-28T00:00:00Z");
  }

  @Test
  void a_failed_task_tells_its_error() throws Exception {
    FakeContext context = context("failing");
    TriggerDag brewery = airflow.trigger("brewery_pipeline").conf("fail", true);
    Handle handle = brewery.submit(context);

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> ended(brewery, handle, context));

    assertThat(failure.evidence())
        .extracting(Evidence::observed)
        .containsExactly("ValueError: silver lacks the column abv");
  }

  @Test
  void a_run_that_is_late_or_cancelled_is_set_to_failed() throws Exception {
    FakeContext context = context("late");
    TriggerDag brewery =
        airflow.trigger("brewery_pipeline").conf("sleep", 60).within(Duration.ofSeconds(4));
    Handle handle = brewery.submit(context);

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> ended(brewery, handle, context));
    brewery.cancel(handle, context);

    assertThat(failure).hasMessageContaining("did not end within PT4S; it was set to failed");
    assertThat(airflow.run("brewery_pipeline", DagHandle.of(handle).run()).state())
        .isEqualTo("failed");
  }

  @Test
  void what_cannot_run_is_refused() throws Exception {
    StepFailedException paused =
        catchThrowableOfType(
            StepFailedException.class, () -> airflow.trigger("asleep").submit(context("p")));
    StepFailedException unknown =
        catchThrowableOfType(
            StepFailedException.class, () -> airflow.trigger("nope").submit(context("u")));

    assertThat(paused).hasMessageContaining("DAG asleep is paused");
    assertThat(unknown.evidence())
        .extracting(Evidence::observed)
        .containsExactly("ModuleNotFoundError: No module named 'no_such_module'");
    assertThat(airflow.noImportErrors().evaluate(context("g")).opens()).isFalse();
    assertThat(airflow.dagsReady("brewery_pipeline").evaluate(context("g")).opens()).isTrue();
  }

  @Test
  void a_paused_dag_is_unpaused_when_the_flow_says_so() throws Exception {
    FakeContext context = context("unpausing");
    TriggerDag dozing = airflow.trigger("dozing").unpausing();

    DagRun run = ended(dozing, dozing.submit(context), context);

    assertThat(run.hasSucceeded()).isTrue();
  }

  private static DagRun ended(TriggerDag trigger, Handle handle, FakeContext context)
      throws Exception {
    while (true) {
      Poll<DagRun> poll = trigger.poll(handle, context);
      DagRun run = poll.result();
      if (run != null) {
        return run;
      }
      InstalledAirflow.pause();
    }
  }

  private static FakeContext context(String key) {
    return FakeContext.ofRun("r1")
        .idempotencyKey(key)
        .clock(InstantSource.system())
        .workspace(home.resolve("workspace-" + key));
  }
}
