package dev.lockflight.testkit.explore;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.axis;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import dev.lockflight.RemoteOperation;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Every kind of step, gate and lock is walked without a violation, crashes included. */
class ManyKindsOfStepsTest {
  /** Never performed: the exploration stands in for it. */
  private record Job() implements RemoteOperation<String> {
    @Override
    public String name() {
      return "job";
    }

    @Override
    public Handle submit(StepContext context) {
      throw new AssertionError("an exploration does nothing");
    }

    @Override
    public Poll<String> poll(Handle handle, StepContext context) {
      throw new AssertionError("an exploration does nothing");
    }

    @Override
    public void cancel(Handle handle, StepContext context) {
      throw new AssertionError("an exploration does nothing");
    }
  }

  private static Explored explored(Stage... stages) {
    return Exploration.of(pipeline("p", stages)).disturbances(1, 1, 0).check();
  }

  @Test
  void remote_operations_are_submitted_once() {
    Explored explored =
        explored(stage("a").run(new Job().asStep().timeout(Duration.ofHours(1)).retry(retry(2))));
    assertThat(explored.isComplete()).isTrue();
    assertThat(explored.size().states()).isGreaterThan(10);
  }

  @Test
  void calls_at_most_once_are_held_for_a_person() {
    Explored explored =
        explored(stage("a").run(action("pay", context -> context.log("paid")).atMostOnce()));
    assertThat(explored.isComplete()).isTrue();
    Moment end =
        Exploration.of(
                pipeline(
                    "p",
                    stage("a").run(action("pay", context -> context.log("paid")).atMostOnce())))
            .follow("run-1 a/run/pay succeeds, but killed after 0 writes");
    assertThat(end.runs()).first().asString().contains("WAITING");
    assertThat(end.effects().executions()).containsValue(1);
  }

  @Test
  void equal_cells_of_a_matrix_are_walked_once() {
    Stage narrow = stage("a").matrix(axis("x", "1", "2")).run(action("t", context -> {}));
    Stage wide = stage("a").matrix(axis("x", "1", "2", "3", "4")).run(action("t", context -> {}));
    int few = explored(narrow).size().states();
    int many = explored(wide).size().states();
    assertThat(many).isLessThan(few * 5);
  }

  @Test
  void polled_gates_deadlines_retries_and_parallel_stages_end() {
    Explored explored =
        explored(
            stage("a")
                .in(environment("one").lock(LockRule.of(LockPolicy.LATEST_ONLY)))
                .require(approval("owners").quorum(2).within(Duration.ofHours(1)))
                .run(action("x", context -> {}).retry(retry(2)))
                .verify(
                    gate("polled", context -> Verdict.passed("fine"))
                        .polled(Polling.every(Duration.ofMinutes(1), Duration.ofMinutes(3)))));
    assertThat(explored.isComplete()).isTrue();
  }

  @Test
  void a_newer_release_supersedes_one_that_waits() {
    Pipeline latest =
        pipeline(
            "p",
            on(push("main")),
            parallel(stage("lint").run(action("lint", context -> {}))),
            stage("deploy")
                .in(environment("prod").lock(LockRule.of(LockPolicy.LATEST_ONLY)))
                .run(action("x", context -> {})));
    Explored explored = Exploration.of(latest).disturbances(1, 0, 2).check();
    assertThat(explored.isComplete()).isTrue();
    Optional<Violation> superseded =
        Exploration.of(latest)
            .disturbances(0, 0, 2)
            .find(
                Invariant.always(
                    "nothing is superseded",
                    moment ->
                        moment.runs().stream()
                            .noneMatch(run -> run.status() == RunStatus.SUPERSEDED)))
            .violation();
    assertThat(superseded).get().asString().contains("a newer release arrives");
  }
}
