package dev.lockflight.testkit.explore;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.explore.Entering.entering;
import static dev.lockflight.testkit.explore.Entering.never;
import static dev.lockflight.testkit.explore.Fact.approvedBy;
import static dev.lockflight.testkit.explore.Fact.verified;
import static dev.lockflight.testkit.explore.RolledBack.everyFailedVerificationIn;
import static java.time.Duration.ofHours;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Operation;
import dev.lockflight.Pipeline;
import dev.lockflight.Reactions;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Verdict;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ExplorationTest {
  private static final Environment STAGE = environment("stage");
  private static final Environment PROD =
      environment("prod")
          .isProtected()
          .require(approval("data-owners").notByInitiator().within(ofHours(24)));

  private static Operation<?> op(String name) {
    Step<?> step = action(name, context -> context.log(name));
    return step.operation();
  }

  private static final Gate ROW_COUNT = gate("row-count", context -> Verdict.passed("fine"));

  /** The shape of flow 4. */
  static Pipeline delivery() {
    return delivery(each -> each);
  }

  private static Pipeline delivery(UnaryOperator<Stage> change) {
    return pipeline(
        "delivery",
        on(push("main")),
        change.apply(stage("deps").run(op("deps"))),
        change.apply(stage("stg_build").in(STAGE).run(op("build")).verify(ROW_COUNT)),
        change.apply(stage("publish").run(op("publish"))),
        change.apply(
            stage("prod_build")
                .in(PROD)
                .run(op("savepoint"))
                .run(op("build"))
                .verify(gate("tests", context -> Verdict.passed("fine")))
                .onFailure(rollback(op("restore")))),
        change.apply(stage("docs").reading(PROD).run(op("docs"))));
  }

  private static Pipeline changed(String stage, UnaryOperator<Stage> change) {
    return delivery(each -> each.name().value().equals(stage) ? change.apply(each) : each);
  }

  private static final Invariant PROMOTED_IN_ORDER =
      never(entering(PROD)).without(verified(STAGE)).and(approvedBy("data-owners", 1));

  /** Measured on the thread: what else the machine does must not fail it. */
  @Test
  void flow_4_is_explored_completely_in_under_ten_seconds() {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long start = threads.getCurrentThreadCpuTime();
    Explored explored =
        Exploration.of(delivery()).check(PROMOTED_IN_ORDER, everyFailedVerificationIn(PROD));
    Duration took = Duration.ofNanos(threads.getCurrentThreadCpuTime() - start);
    System.out.println(explored + ", " + took.toMillis() + " ms");
    assertThat(explored.isComplete()).isTrue();
    assertThat(explored.size().states()).isGreaterThan(1_000);
    assertThat(explored).asString().contains("complete", "states", "at most");
    assertThat(took).isLessThan(Duration.ofSeconds(10));
  }

  @Test
  void a_bypass_edge_is_found() {
    assertThat(
            Exploration.of(changed("prod_build", each -> each.after("deps")))
                .find(PROMOTED_IN_ORDER)
                .violation())
        .get()
        .asString()
        .isEqualTo(
            """
            violated: never entering prod without being verified in stage and approved by 1 of \
            data-owners
            because release-1 enters prod and was not verified in stage
            when
              1. run-1 deps/run/deps succeeds
              2. run-1 prod_build data-owners-1 approves data-owners
            as a test:
            explore(pipeline).requiring(/* never entering prod without being verified in stage and \
            approved by 1 of data-owners */).follow(
                "run-1 deps/run/deps succeeds",
                "run-1 prod_build data-owners-1 approves data-owners");""");
  }

  @Test
  void an_environment_that_nobody_guards_is_found() {
    Environment open = environment("prod");
    Pipeline unguarded =
        delivery(
            each ->
                each.environment().filter(PROD::equals).isEmpty()
                    ? each
                    : each.deploys() ? each.in(open) : each.reading(open));
    assertThat(Exploration.of(unguarded).find(PROMOTED_IN_ORDER).violation())
        .get()
        .asString()
        .contains("release-1 enters prod and was not approved by 1 of data-owners");
  }

  @Test
  void a_missing_rollback_is_found() {
    Pipeline without =
        changed(
            "prod_build",
            each ->
                new Stage(
                    each.name(),
                    each.placement(),
                    each.gates(),
                    each.steps(),
                    new Reactions(List.of(), null, List.of(), List.of()),
                    each.limits()));
    assertThat(Exploration.of(without).find(everyFailedVerificationIn(PROD)).violation())
        .get()
        .asString()
        .contains("prod_build ends without a rollback although tests failed");
  }

  @Test
  void a_join_that_fires_on_a_failed_stage_is_found() {
    Pipeline fires = changed("publish", each -> each.afterEndOf("stg_build"));
    assertThat(Exploration.of(fires).find(PROMOTED_IN_ORDER).violation()).isPresent();
  }

  @Test
  void a_story_can_be_followed() {
    Moment end =
        Exploration.of(delivery())
            .follow(
                "run-1 deps/run/deps succeeds",
                "run-1 stg_build/run/build succeeds",
                "the engine is killed",
                "run-1 stg_build/verify/row-count fails");
    assertThat(end.runs()).first().asString().contains("FAILED: stage stg_build: gate row-count");
  }

  @Test
  void a_story_that_violated_something_fails_when_it_is_followed() {
    Pipeline bypassed = changed("prod_build", each -> each.after("deps"));
    assertThatThrownBy(
            () ->
                Exploration.of(bypassed)
                    .requiring(PROMOTED_IN_ORDER)
                    .follow(
                        "run-1 deps/run/deps succeeds",
                        "run-1 prod_build data-owners-1 approves data-owners"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("was not verified in stage");
  }

  @Test
  void a_story_that_cannot_happen_is_refused() {
    assertThatThrownBy(() -> Exploration.of(delivery()).follow("run-1 docs/run/docs succeeds"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("cannot happen here")
        .hasMessageContaining("run-1 deps/run/deps succeeds");
  }

  @Test
  void an_exploration_says_that_its_bound_cut_it() {
    Explored explored = Exploration.of(delivery()).upTo(50).check();
    assertThat(explored.isComplete()).isFalse();
    assertThat(explored).asString().contains("cut by the bound");
  }
}
