package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Attribute;
import dev.lockflight.BranchPattern;
import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.RestoreReport;
import dev.lockflight.RunId;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.plan.Plan;
import dev.lockflight.plan.PlannedEnvironment;
import dev.lockflight.plan.PlannedGate;
import dev.lockflight.plan.PlannedStage;
import dev.lockflight.plan.PlannedStep;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.testkit.simulation.VirtualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PlanTest {
  private static final Output<String> BUILT = Output.of("BUILT", String.class);
  private static final Output<Savepoint> BEFORE = Output.of("BEFORE", Savepoint.class);
  private static final Parameter<Integer> SIZE = Parameter.of("size", Integer.class).byDefault(1);
  private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");

  /** Steps and checks that must not be called: whoever plans calls none of them. */
  private static final class Untouchable implements Savepoints {
    @Override
    public Savepoint capture(StepContext context) {
      throw new AssertionError("a savepoint was taken");
    }

    @Override
    public RestoreReport bringBack(Savepoint savepoint, StepContext context) {
      throw new AssertionError("a savepoint was restored");
    }

    @Override
    public Verdict check(Savepoint savepoint) {
      throw new AssertionError("a savepoint was checked");
    }

    static Steps.Scripted<String> call(String name) {
      return new Steps.Scripted<>(
          name,
          name.equals("deploy") ? Set.of(BUILT) : Set.of(),
          context -> {
            throw new AssertionError("step " + name + " ran");
          });
    }

    static Gate check(String name) {
      return Steps.gate(
          name,
          context -> {
            throw new AssertionError("gate " + name + " was asked");
          });
    }
  }

  private static Pipeline delivery() {
    Savepoints savepoints = new Untouchable();
    Environment prod =
        Environment.of("prod")
            .isProtected()
            .with(new Attribute(Attribute.CATALOG, "prod_f1"))
            .require(ApprovalRule.of("owners").quorum(2).within(Duration.ofHours(24)))
            .during(
                new Window.Freeze(
                    Instant.parse("2026-11-20T00:00:00Z"),
                    MONDAY,
                    Set.of(Action.PROMOTE),
                    "race weekend"));
    return Pipeline.of(
        "delivery",
        new PipelinePart.StartedOn(
            List.of(
                new Trigger.Manual(List.of()),
                new Trigger.Push(List.of(new BranchPattern("main"))))),
        new PipelinePart.Parameters(List.of(SIZE)),
        Stage.of("build").run(Untouchable.call("compile").into(BUILT)),
        Stage.of("prod")
            .in(prod)
            .require(
                Steps.pure("sane", context -> Verdict.passed("sane since " + context.now())),
                Untouchable.check("rows"))
            .run(savepoints.take().into(BEFORE))
            .run(Untouchable.call("deploy"))
            .verify(Steps.pure("proven", c -> Verdict.failed("not yet")))
            .onFailure(Untouchable.call("alert"))
            .always(Untouchable.call("notify")),
        Stage.of("docs")
            .when(new Condition.OnBranch(new BranchPattern("main")))
            .run(Untouchable.call("docs")),
        Stage.of("alarm").afterFailureOf("prod").run(Untouchable.call("mail")));
  }

  private static StartRequest request() {
    return StartRequest.of("delivery", Cause.manual(Rig.ALICE), Release.of("c0ffee"));
  }

  private final ReadOnlyStore store = new ReadOnlyStore(new InMemoryRunStore());
  private final VirtualTime time = new VirtualTime(Rig.FRIDAY);

  private Plan plan() {
    return Planner.on(store, time).plan(delivery(), request());
  }

  private static PlannedStage stage(Plan plan, String name) {
    return plan.stages().stream()
        .filter(stage -> stage.stage().equals(StageName.of(name)))
        .findFirst()
        .orElseThrow();
  }

  private static PlannedGate.Answer answer(Plan plan, String gate) {
    return stage(plan, "prod").gates().stream()
        .filter(each -> each.name().value().equals(gate))
        .findFirst()
        .orElseThrow()
        .answer();
  }

  @Test
  void a_plan_touches_nothing_and_says_what_would_run_where() {
    Plan plan = plan();

    assertThat(plan.stages())
        .extracting(stage -> stage.stage() + " " + stage.runs() + " " + stage.course().why())
        .containsExactly(
            "build true ",
            "prod true ",
            "docs false not when branch is main",
            "alarm false needs failure of prod");
    assertThat(stage(plan, "prod").place())
        .contains(new PlannedStage.Target(EnvironmentName.of("prod"), true));
    assertThat(stage(plan, "prod").inputs())
        .containsExactly(new PlannedStage.Input("BUILT", StageName.of("build")));
    assertThat(stage(plan, "prod").steps())
        .extracting(step -> step.name() + " " + step.takesSavepoint())
        .containsExactly("savepoint true", "deploy false", "alert false", "notify false");
    assertThat(stage(plan, "docs").steps()).isEmpty();
    assertThat(plan.start().parameters()).containsEntry("size", "1");
    assertThat(plan.madeAt()).isEqualTo(time.instant());
  }

  @Test
  void only_gates_that_need_nothing_from_the_run_answer_now() {
    Plan plan = plan();

    assertThat(answer(plan, "sane").now()).isEqualTo(Verdict.Status.PASSED);
    assertThat(answer(plan, "rows")).isEqualTo(PlannedGate.Answer.later("known when it runs"));
    assertThat(answer(plan, "proven")).isEqualTo(PlannedGate.Answer.later("known after the steps"));
    assertThat(answer(plan, "owners")).isEqualTo(PlannedGate.Answer.people(Set.of("owners")));
    assertThat(answer(plan, "window of prod").now()).isEqualTo(Verdict.Status.PENDING);
  }

  @Test
  void an_engine_plans_the_same_without_writing() {
    store.strict = false;
    Rig rig = new Rig(store, delivery());
    store.strict = true;

    Plan plan = rig.engine.plan(request());

    assertThat(plan).isEqualTo(plan());
    store.strict = false;
  }

  @Test
  void an_environment_shows_what_is_there_who_holds_it_and_when_it_opens() {
    store.strict = false;
    Steps steps = new Steps();
    Environment prod = Environment.of("prod").require(ApprovalRule.of("owners"));
    Rig rig =
        new Rig(
            store,
            Pipeline.of(
                "other",
                Stage.of("ship").in(prod).run(steps.ok("ship")).verify(Steps.passes("smoke"))));
    RunId first = rig.start("aaa");
    rig.approve(first, Rig.BOB);
    RunId second = rig.start("bbb");
    rig.advance(Duration.ofSeconds(1));
    RunId third = rig.start("ccc");
    store.strict = true;

    PlannedEnvironment there = plan().environments().get(0);

    assertThat(there.name()).isEqualTo(EnvironmentName.of("prod"));
    assertThat(there.settings().attributes()).containsEntry("catalog", "prod_f1");
    assertThat(there.holding().current())
        .hasValueSatisfying(d -> assertThat(d.run()).isEqualTo(first));
    assertThat(there.holding().lastVerified())
        .hasValueSatisfying(d -> assertThat(d.release().commit()).isEqualTo("aaa"));
    StageName ship = StageName.of("ship");
    assertThat(there.neededLock().orElseThrow().holder())
        .contains(new PlannedEnvironment.User(second, ship));
    assertThat(there.neededLock().orElseThrow().waiting())
        .containsExactly(new PlannedEnvironment.User(third, ship));
    assertThat(there.windows())
        .singleElement()
        .satisfies(window -> assertThat(window.opensAt()).isEqualTo(MONDAY));
  }

  @Test
  void plans_of_the_same_state_have_one_digest_whatever_the_time_and_whoever_starts() {
    Plan before = plan();
    time.advance(Duration.ofMinutes(5));
    Plan after =
        Planner.on(store, time)
            .plan(
                delivery(),
                StartRequest.of("delivery", Cause.manual(Rig.BOB), Release.of("c0ffee")));

    assertThat(after).isNotEqualTo(before);
    assertThat(after.digest()).isEqualTo(before.digest());
    assertThat(before.changesTo(after)).isEmpty();
  }

  @Test
  void handlers_for_failure_are_told_apart() {
    assertThat(stage(plan(), "prod").steps())
        .filteredOn(PlannedStep::isForFailure)
        .extracting(step -> step.name().value())
        .containsExactly("alert");
  }
}
