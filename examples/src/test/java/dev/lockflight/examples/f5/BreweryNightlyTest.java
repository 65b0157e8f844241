package dev.lockflight.examples.f5;

import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import dev.lockflight.engine.Triggers;
import dev.lockflight.examples.laptop.LocalAirflow;
import dev.lockflight.examples.laptop.LocalDag;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the test of the night does in every end of it. Nothing is started but a small Airflow. */
class BreweryNightlyTest {
  private static final Cause NIGHT = Cause.cron(BreweryNightly.SCHEDULE);

  @TempDir Path data;
  private Nowhere nowhere;
  private Pipeline nightly;
  private Simulation sim;

  @BeforeEach
  void describe() {
    nowhere = Nowhere.at(data);
    nightly = BreweryNightly.of(nowhere.project());
    sim = simulate(nightly);
  }

  @AfterEach
  void close() {
    nowhere.close();
  }

  @Test
  void it_starts_at_two_in_utc_with_the_head_of_main() {
    sim.opening(engine -> Triggers.on(engine).releasing(new OneCommit(), "main").open());
    sim.settle().advanceTo(Instant.parse("2026-01-06T01:59:59Z"));
    assertThat(sim.engine().list(RunStore.Query.newest(10))).isEmpty();

    sim.advanceTo(Instant.parse("2026-01-06T02:00:00Z"));
    assertThat(sim.engine().list(RunStore.Query.newest(10))).hasSize(1);
  }

  @Test
  void a_good_night_exports_logs_archives_and_alerts_nobody() {
    SimulatedRun run = sim.start(NIGHT);

    assertThat(run).succeeded().ranInOrder("start_stack", "run_dag", "archive");
    assertThat(run).stage("alert").wasSkipped();
    assertThat(done()).containsSubsequence("trigger-dag", "compose down brewery-nightly");
    assertThat(done()).containsSubsequence("export logs", "publish kept").doesNotContain(ALERT);
  }

  private static final String ALERT = "alert the team";

  @Test
  void a_dag_run_that_fails_exports_logs_and_alerts_the_team() {
    SimulatedRun run = sim.step("trigger-dag").fails("failed at silver").start(NIGHT);

    assertThat(run).failed().stage("archive").wasSkipped();
    assertThat(done())
        .containsSubsequence("compose down brewery-nightly", "export logs", "publish left", ALERT);
  }

  @Test
  void an_output_that_is_missing_fails_the_night() {
    String parquet =
        nightly.stages().get(1).gates(dev.lockflight.Phase.VERIFY).stream()
            .map(gate -> gate.name().value())
            .filter(name -> name.contains("silver"))
            .findFirst()
            .orElseThrow();
    SimulatedRun run = sim.gate(parquet).fails("0 found").start(NIGHT);

    assertThat(run).failed().atGate(parquet).neverStarted("archive");
    assertThat(done()).contains("compose down brewery-nightly", ALERT);
  }

  @Test
  void a_stack_that_does_not_come_up_is_taken_down_and_told() {
    sim.gate("start_stack/healthy project brewery-nightly").fails("unhealthy");
    SimulatedRun run = sim.start(NIGHT);
    sim.advance(Duration.ofMinutes(1)); // so long it is asked again

    assertThat(run).failed().neverStarted("run_dag");
    assertThat(done()).contains("compose logs brewery-nightly", "compose down brewery-nightly");
    assertThat(done()).contains(ALERT);
  }

  @Test
  void the_team_is_alerted_even_when_airflow_gives_no_logs() {
    sim.step("trigger-dag").fails("no answer").step("alert/export logs").fails("no answer");
    SimulatedRun run = sim.start(NIGHT);

    assertThat(run).failed();
    assertThat(done()).contains(ALERT);
  }

  @Test
  void an_abort_takes_the_stack_down() {
    sim.step("trigger-dag").neverReturns();
    SimulatedRun run = sim.start(NIGHT);
    run.abort(Simulation.ALICE, "enough");
    sim.settle();

    assertThat(run).stage("run_dag").aborted();
    assertThat(done()).contains("compose down brewery-nightly");
  }

  @Test
  void the_dag_has_exactly_twenty_minutes_and_is_stopped_then() throws Exception {
    PrintStream silent = new PrintStream(OutputStream.nullOutputStream());
    try (LocalAirflow airflow = LocalAirflow.serving(new Endless(), "word", silent);
        Nowhere real = Nowhere.at(data, airflow.uri(), "word");
        Simulation late = simulate(BreweryNightly.of(real.project()))) {
      late.step("trigger-dag").isReal();
      SimulatedRun run = late.start(NIGHT);
      late.advance(Duration.ofMinutes(20).minusNanos(1));
      assertThat(run).isRunning();
      assertThat(airflow.states()).containsExactly("running");

      late.advance(Duration.ofNanos(1));
      assertThat(run).failed().atStep("run_dag/trigger-dag").becauseOf("did not end within PT20M");
      assertThat(airflow.states()).containsExactly("failed");
      assertThat(run).step("alert/always/alert the team").succeeded();
    }
  }

  private List<String> done() {
    return sim.effects().stream().map(effect -> effect.step().item()).toList();
  }

  /** Its first task never ends by itself. */
  private record Endless() implements LocalDag {
    @Override
    public String id() {
      return BreweryProject.DAG;
    }

    @Override
    public List<String> tasks() {
      return List.of("bronze");
    }

    @Override
    public Optional<String> importError() {
      return Optional.empty();
    }

    @Override
    public void run(String task, Consumer<String> log) throws InterruptedException {
      new CountDownLatch(1).await();
    }
  }

  private record OneCommit() implements Revisions {
    @Override
    public String name() {
      return "brewery";
    }

    @Override
    public Optional<Revision> head(String branch) {
      return Optional.of(Revision.of("c0ffee00c0ffee00c0ffee00c0ffee00c0ffee00"));
    }

    @Override
    public Optional<Revision> tagged(String tag) {
      return Optional.empty();
    }

    @Override
    public boolean knowsAuthors() {
      return false;
    }

    @Override
    public Set<String> authors(String before, String commit) {
      return Set.of();
    }
  }
}
