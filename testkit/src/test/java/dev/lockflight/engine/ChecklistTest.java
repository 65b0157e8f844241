package dev.lockflight.engine;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.allOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.checklist;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.gate;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Checklist;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.StageEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Automatic and manual items in one gate, and gates that ask both the world and people. */
class ChecklistTest {
  private static final Principal QA = Principal.of("quinn").withGroups("qa");
  private static final Principal OWNER = Principal.of("olga").withGroups("owners");

  private final AtomicInteger asked = new AtomicInteger();
  private volatile String rows = "12";

  private final Gate tests =
      gate(
          "tests",
          context -> {
            asked.incrementAndGet();
            return Verdict.passed("all green", Evidence.of("rows", rows, "some", "a table"));
          });

  private final Checklist ready =
      checklist("ready for prod")
          .automatic("all tests pass", tests)
          .manual("tested by hand", "qa")
          .manual("stakeholders notified", "owners");

  private static Simulation simulation(Gate gate) {
    Simulation sim =
        simulate(
            pipeline(
                "p",
                stage("deploy")
                    .in(environment("prod").isProtected().require(gate))
                    .run(action("deploy", context -> {}))));
    return sim.gate("tests").isReal();
  }

  private static SimulatedRun started(Simulation sim) {
    return sim.start(Cause.manual(Simulation.ALICE));
  }

  @Test
  void opens_when_every_item_is_ticked() {
    SimulatedRun run = started(simulation(ready));
    assertThat(run).isWaiting();
    run.approve("tested by hand", QA);
    assertThat(run).isWaiting();
    assertThat(run.approve("stakeholders notified", OWNER)).succeeded();
  }

  @Test
  void says_how_many_items_are_ticked_and_what_is_missing() {
    SimulatedRun run = started(simulation(ready));
    run.approve("tested by hand", QA);

    assertThat(verdict(run).summary())
        .startsWith("2 of 3 items")
        .contains("stakeholders notified PENDING: waits for 1 of owners")
        .doesNotContain("tested by hand");
  }

  @Test
  void people_see_what_the_automatic_items_saw() {
    SimulatedRun run = started(simulation(ready));

    assertThat(request(run, "tested by hand").request().evidence())
        .extracting(Evidence::name)
        .containsExactly("all tests pass", "rows");
  }

  @Test
  void nobody_is_asked_while_an_automatic_item_blocks() {
    Simulation sim = simulation(ready);
    sim.gate("tests").fails("3 tests fail");
    SimulatedRun run = started(sim);

    assertThat(run).failed();
    assertThat(run.journal())
        .noneMatch(entry -> entry.event() instanceof StageEvent.ApprovalRequested);
  }

  @Test
  void could_not_tell_is_not_failed() {
    Simulation sim = simulation(ready);
    sim.gate("tests").errors("no results");

    assertThat(started(sim)).errored();
  }

  @Test
  void an_item_that_a_person_refuses_rejects_the_run() {
    SimulatedRun run = started(simulation(ready));

    assertThat(run.reject("tested by hand", QA, "the totals are off")).rejected();
  }

  @Test
  void answers_are_void_when_an_automatic_item_sees_something_else() {
    SimulatedRun run = started(simulation(ready));
    rows = "11";
    run.approve("tested by hand", QA);

    assertThatThrownBy(() -> run.approve("stakeholders notified", OWNER))
        .isInstanceOfSatisfying(
            RefusedException.class, e -> assertThat(e.reason()).isEqualTo(Reason.APPROVAL_STALE));
    assertThat(run).isWaiting().approval("stakeholders notified").wasVoided();
  }

  @Test
  void the_world_is_not_asked_again_and_again_while_people_think() {
    Simulation sim = simulation(allOf("both", tests, approval("owners").quorum(2)));
    SimulatedRun run = started(sim);
    int first = asked.get();
    sim.advance(Duration.ofDays(3));

    assertThat(first).as("before people are asked, and for the deadline they have").isEqualTo(2);
    assertThat(asked.get()).isEqualTo(first);
    assertThat(run.approve("owners", OWNER)).isWaiting();
  }

  @Test
  void needs_items_and_has_each_only_once() {
    assertThatThrownBy(() -> pipeline("p", stage("s").require(checklist("empty"))).structure())
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("checklist empty has no items");
    assertThatThrownBy(() -> ready.manual("tested by hand", "qa"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("'tested by hand' twice");
  }

  @Test
  void describes_itself() {
    assertThat(ready.describe())
        .isEqualTo(
            "3 items: all tests pass (tests); tested by hand (approval by 1 of qa);"
                + " stakeholders notified (approval by 1 of owners)");
  }

  private static Verdict verdict(SimulatedRun run) {
    return run.run().stage(StageName.of("deploy")).gates().values().iterator().next().verdict();
  }

  private static ApprovalRun request(SimulatedRun run, String approval) {
    return run.run().stage(StageName.of("deploy")).approval(GateName.of(approval)).orElseThrow();
  }
}
