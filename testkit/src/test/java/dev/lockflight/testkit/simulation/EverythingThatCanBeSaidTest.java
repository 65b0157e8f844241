package dev.lockflight.testkit.simulation;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.cron;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.success;
import static dev.lockflight.dsl.Lockflight.tag;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import dev.lockflight.Principal;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EverythingThatCanBeSaidTest {
  /** Of a type that no sample can be made up of. */
  static final class Opaque {
    private Opaque() {}
  }

  private record Job() implements RemoteOperation<String> {
    @Override
    public String name() {
      return "job";
    }

    @Override
    public Handle submit(StepContext context) {
      throw new AssertionError("a simulation submits nothing");
    }

    @Override
    public Poll<String> poll(Handle handle, StepContext context) {
      return Poll.running(Duration.ofDays(1), Progress.of("never asked", 0));
    }

    @Override
    public void cancel(Handle handle, StepContext context) {
      throw new AssertionError("a simulation cancels nothing");
    }
  }

  static List<Trigger> triggers() {
    return List.of(
        push("release/**"),
        pullRequest("main"),
        tag("v*"),
        cron("0 2 * * *", ZoneId.of("UTC")),
        manual(),
        success("upstream"));
  }

  @ParameterizedTest
  @MethodSource("triggers")
  void a_run_is_started_by_any_trigger(Trigger trigger) {
    Pipeline started = pipeline("p", on(trigger), stage("a").run(action("a", context -> {})));
    SimulatedRun run = simulate(started).start(trigger);
    assertThat(run).succeeded();
    assertThat(trigger.matches(run.run().created().cause())).isTrue();
  }

  @Test
  void cells_of_a_matrix_are_told_apart() {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("unit")
                    .matrix(axis("python", "3.10", "3.11"))
                    .run(action("pytest", context -> {})),
                stage("next").run(action("next", context -> {}))));
    sim.step("unit[python=3.11]/pytest").fails("2 of 40");
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    assertThat(run).failed().neverStarted("next");
    assertThat(run).stage("unit[python=3.10]").succeeded();
    assertThat(run).stage("unit[python=3.11]").failed();
  }

  @Test
  void a_part_of_a_combined_gate_and_a_polled_gate_answer_by_name() {
    Polling polling = Polling.every(Duration.ofMinutes(1), Duration.ofHours(1)).failingAfter(3);
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("a")
                    .verify(
                        anyOf(
                            "usable",
                            gate("left", context -> Verdict.passed("")),
                            gate("right", context -> Verdict.passed(""))),
                        gate("healthy", context -> Verdict.passed("")).polled(polling))));
    sim.gate("left").fails("down").gate("healthy").onAsking(1).fails("starting");
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    assertThat(run).waitsFor("healthy");
    sim.advance(Duration.ofMinutes(1));
    assertThat(run).succeeded();
    sim.gate("right").errors("no connection");
    assertThat(sim.start(Cause.manual(Simulation.ALICE))).errored().atGate("usable");
  }

  private final Environment prod =
      environment("prod").lock(LockPolicy.LATEST_ONLY).require(approval("owners"));

  private Pipeline toProd() {
    return pipeline(
        "p",
        stage("deploy")
            .in(prod)
            .run(new Job().asStep().timeout(Duration.ofHours(2)).retry(retry(2))));
  }

  private static SimulatedRun started(Simulation sim) {
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  @Test
  void people_reject_and_abort() {
    Simulation sim = simulate(toProd());
    SimulatedRun rejected = started(sim).reject("owners");
    assertThat(rejected).rejected();
    SimulatedRun aborted = started(sim).abort(Principal.of("bob"), "wrong branch");
    assertThat(aborted).aborted().neverDeployedTo("prod");
  }

  @Test
  void a_newer_release_takes_the_place_of_one_that_waits() {
    Simulation sim = simulate(toProd());
    SimulatedRun holds = started(sim);
    SimulatedRun waits = started(sim);
    assertThat(waits).waitsForLockOf("prod");
    SimulatedRun newest = started(sim);
    assertThat(waits).superseded();
    holds.reject("owners");
    assertThat(newest).waitsFor("owners");
  }

  @Test
  void a_remote_operation_is_found_again_after_a_crash() {
    Simulation sim = simulate(toProd());
    sim.step("job").takes(Duration.ofMinutes(30)).succeeds();
    SimulatedRun run = started(sim).approve("owners");
    sim.advance(Duration.ofMinutes(10)).crash().advance(Duration.ofMinutes(20));
    assertThat(run).succeeded();
    assertThat(sim.effects()).hasSize(1);
  }

  @Test
  void a_remote_operation_that_never_ends_times_out_and_is_tried_again() {
    Simulation sim = simulate(toProd());
    sim.step("job").onAttempt(1).neverReturns();
    SimulatedRun run = started(sim).approve("owners");
    sim.advance(Duration.ofDays(2));
    assertThat(run).succeeded();
    assertThat(sim.effects()).extracting(StepEffect::attempt).containsExactly(1, 2);
  }

  @Test
  void a_gate_is_overridden_and_a_step_does_what_the_test_says() {
    Output<String> image = Output.of("image", String.class);
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("a")
                    .run(call("build", context -> "sha256:1").into(image))
                    .verify(gate("slow", context -> Verdict.passed("")).overridableBy("lead"))));
    sim.step("build").does(context(image));
    sim.gate("slow").isPending(Duration.ofHours(1));
    SimulatedRun run = started(sim);
    run.override("a", Phase.VERIFY, "slow", Principal.of("lead"), "seen by hand");
    assertThat(run).succeeded().output(image).isEqualTo("sha256:2");
  }

  private static dev.lockflight.Call<String> context(Output<String> image) {
    return new dev.lockflight.Call<>() {
      @Override
      public String name() {
        return image.name();
      }

      @Override
      public String run(StepContext context) {
        return "sha256:2";
      }
    };
  }

  @Test
  void an_output_of_which_no_sample_can_be_made_up_is_asked_for() {
    Output<Opaque> opaque = Output.of("opaque", Opaque.class);
    Simulation sim =
        simulate(pipeline("p", stage("a").run(call("make", c -> new Opaque()).into(opaque))));
    assertThatThrownBy(() -> started(sim))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("a/run/make")
        .hasMessageContaining("succeedsWith");
  }

  @Test
  void a_frozen_environment_is_entered_when_it_thaws() {
    Simulation sim = simulate(toProd());
    sim.freeze("prod", Simulation.START, Simulation.START.plus(Duration.ofDays(3)));
    SimulatedRun run = started(sim);
    assertThat(run.status()).isEqualTo(RunStatus.WAITING);
    assertThatThrownBy(() -> run.approve("owners")).hasMessageContaining("owners");
    sim.advance(Duration.ofDays(3));
    assertThat(run.approve("owners")).succeeded();
  }

  @Test
  void what_must_be_said_before_the_first_run_is_refused_later() {
    Simulation sim = simulate(toProd());
    SimulatedRun run = started(sim);
    assertThat(run).waitsFor("owners");
    assertThatThrownBy(() -> sim.secret("TOKEN", "x")).hasMessageContaining("before the first run");
    assertThatThrownBy(() -> simulate(toProd()).freeze("dev", sim.now(), sim.now().plusSeconds(1)))
        .hasMessageContaining("no pipeline has an environment dev");
  }
}
