package dev.lockflight.testkit.simulation;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.soakedIn;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunStatus;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SimulationTest {
  record Built(String image, int tests, List<String> warnings) {}

  private static final Output<Built> BUILT = Output.of("built", Built.class);

  private final Environment staging = environment("stage");
  private final Environment prod =
      environment("prod").isProtected().require(approval("owners").quorum(2));

  private Pipeline delivery() {
    return pipeline(
        "delivery",
        on(push("main")),
        stage("stg")
            .in(staging)
            .run(
                call("build", context -> new Built("real", 7, List.of()))
                    .into(BUILT)
                    .retry(retry(3))
                    .timeout(Duration.ofHours(1)))
            .verify(
                gate(
                    "row-count",
                    context -> Verdict.failed("really " + context.read(BUILT).image()))),
        stage("prd")
            .in(prod)
            .require(soakedIn(staging, Duration.ofDays(30)))
            .run(action("deploy", context -> context.log("real"))));
  }

  @Test
  void everything_succeeds_until_time_or_people_are_waited_for() {
    Simulation sim = Simulation.of(delivery());
    SimulatedRun run = sim.start(push("main"));
    assertThat(run.status()).isEqualTo(RunStatus.WAITING);
    assertThat(run.run().stage(StageName.of("stg")).status()).isEqualTo(RunStatus.SUCCEEDED);
    sim.advance(Duration.ofDays(29));
    assertThat(run.blockers()).hasSize(1).first().asString().contains("soaks in stage");
    sim.advance(Duration.ofDays(300));
    assertThat(run.blockers()).hasSize(1).first().asString().contains("owners");
    run.approve("owners");
    assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
  }

  /** Measured on the thread: what else the machine does must not fail it. */
  @Test
  @Tag("slow")
  void a_month_of_soak_two_approvals_and_a_freeze_always_end_in_the_same_journal_at_once() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    Set<List<JournalEntry>> journals = new HashSet<>();
    long start = threads.getCurrentThreadCpuTime();
    for (int i = 0; i < 1000; i++) {
      Simulation sim = Simulation.of(delivery());
      sim.freeze("prod", Simulation.START, Simulation.START.plus(Duration.ofDays(40)));
      SimulatedRun run = sim.start(push("main"));
      sim.advance(Duration.ofDays(41));
      run.approve("owners", Principal.of("bob").withGroups("owners"));
      run.approve("owners", Principal.of("carol").withGroups("owners"));
      assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
      journals.add(run.journal());
    }
    Duration each = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start).dividedBy(1000);
    assertThat(journals).hasSize(1);
    assertThat(each).isLessThan(Duration.ofMillis(100));
  }

  @Test
  void steps_fail_take_time_hang_and_are_interrupted_by_crashes() {
    Simulation sim = Simulation.of(delivery());
    sim.step("build").onAttempt(1).failsTransiently("no connection");
    sim.step("build").onAttempt(2).neverReturns();
    sim.step("build").onAttempt(3).takes(Duration.ofMinutes(10)).isInterruptedByCrash();
    SimulatedRun run = sim.start(push("main"));
    assertThat(run.status()).isEqualTo(RunStatus.WAITING);
    sim.advance(Duration.ofHours(2));
    assertThat(run.run().stage(StageName.of("stg")).status()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(run.journal())
        .extracting(entry -> entry.event().describe())
        .containsSubsequence(
            "build failed (TRANSIENT): no connection",
            "build started, attempt 2",
            "build failed (TRANSIENT): timed out after PT1H (InterruptedException: interrupted)",
            "build started, attempt 3",
            "build started, attempt 3",
            "build succeeded");
    assertThat(sim.effects()).extracting(StepEffect::attempt).containsExactly(1, 3);
  }

  @Test
  void a_real_step_and_a_real_gate_can_be_used() {
    Simulation sim = Simulation.of(delivery());
    sim.step("stg/build").isReal().gate("row-count").isReal();
    SimulatedRun run = sim.start(push("main"));
    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(run.run().reason()).contains("really real");
  }

  @Test
  void a_name_that_nothing_has_is_refused() {
    Simulation sim = Simulation.of(delivery());
    assertThatThrownBy(() -> sim.step("biuld"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("stg/build");
    assertThatThrownBy(() -> sim.gate("rowcount")).hasMessageContaining("stg/row-count");
  }
}
