package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Attribute;
import dev.lockflight.Cause;
import dev.lockflight.Digest;
import dev.lockflight.Environment;
import dev.lockflight.GateName;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.json.EventJson;
import dev.lockflight.plan.Plan;
import dev.lockflight.run.Origin;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ApplyTest {
  private static final Parameter<Integer> SIZE = Parameter.of("size", Integer.class).byDefault(1);
  private static final Instant MONDAY = Instant.parse("2026-11-23T07:00:00Z");

  private final Steps steps = new Steps();
  private boolean sane = true;
  private Environment prod =
      Environment.of("prod").require(ApprovalRule.of("owners")).require(isSane());
  private Parameter<Integer> size = SIZE;
  private String work = "deploy";
  private final Rig rig = new Rig(pipeline());

  private dev.lockflight.Gate isSane() {
    return Steps.pure("sane", c -> sane ? Verdict.passed("ok") : Verdict.failed("not"));
  }

  private Pipeline pipeline() {
    return Pipeline.of(
        "p",
        new PipelinePart.Parameters(List.of(size)),
        Stage.of("build").run(steps.ok("build")),
        Stage.of("prod").in(prod).run(steps.ok(work)).verify(Steps.passes("smoke")));
  }

  private static StartRequest request(String commit) {
    return StartRequest.of("p", Cause.manual(Rig.ALICE), Release.of(commit));
  }

  private Plan plan() {
    return rig.engine.plan(request("c0ffee"));
  }

  private void assertDrift(Plan plan, String... names) {
    int before = rig.store.list(RunStore.Query.newest(99)).size();
    assertThatThrownBy(() -> rig.engine.apply(plan))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.PLAN_CHANGED))
        .hasMessageContainingAll(names)
        .hasMessageContaining("plan " + plan.digest().brief() + " no longer holds")
        .hasMessageEndingWith("nothing was started, look at a new plan");
    assertThat(rig.store.list(RunStore.Query.newest(99))).hasSize(before);
  }

  @Test
  void an_unchanged_plan_is_started_and_the_run_says_from_which() {
    Plan plan = plan();
    rig.advance(Duration.ofHours(3));
    RunId run = rig.engine.apply(plan);
    rig.time.settle();
    rig.approve(run, Rig.BOB);

    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(rig.run(run).created().origin().appliedPlan()).contains(plan.digest());
    assertThat(rig.run(run).release()).isEqualTo(Release.of("c0ffee"));
    assertThat(steps.done).containsExactly("build", "deploy");
  }

  @Test
  void who_applies_it_is_the_initiator() {
    Plan plan = plan();
    StartRequest byBob = StartRequest.of("p", Cause.manual(Rig.BOB), Release.of("c0ffee"));
    RunId run = rig.engine.apply(plan, byBob);

    assertThat(rig.run(run).created().cause().by()).isEqualTo(Rig.BOB);
  }

  @Test
  void an_approval_shows_the_plan_and_is_bound_to_it() {
    RunId plain = rig.start();
    RunId applied = rig.engine.apply(plan(plain));
    rig.time.settle();
    var aborted = rig.engine.abort(plain, Rig.ALICE, "only to compare");
    rig.time.settle();

    var asked = rig.stage(applied, "prod").approval(GateName.of("owners")).orElseThrow().request();
    Digest plan = rig.run(applied).created().origin().appliedPlan().orElseThrow();
    assertThat(asked.evidence())
        .anyMatch(e -> e.name().equals("plan") && e.observed().equals(plan.value()));
    var other = aborted.stage(dev.lockflight.StageName.of("prod")).approval(GateName.of("owners"));
    assertThat(asked.seen()).isNotEqualTo(other.orElseThrow().request().seen());
  }

  private Plan plan(RunId holder) {
    Plan plan = plan();
    assertThat(plan.toString()).contains("held by " + holder + "/prod");
    return plan;
  }

  @Test
  void another_deployment_is_drift() {
    Plan plan = plan();
    RunId other = rig.start("aaa");
    rig.approve(other, Rig.BOB);

    assertDrift(
        plan,
        "what is deployed in prod was 'nothing' and is 'aaa VERIFIED in prod by run-1",
        "what was last verified in prod was 'nothing'");
  }

  @Test
  void another_holder_of_the_lock_is_drift() {
    Plan plan = plan();
    RunId other = rig.start("aaa");

    assertDrift(plan, "lock of prod was 'free' and is 'held by " + other + "/prod'");
    Plan held = plan();
    rig.advance(Duration.ofSeconds(1));
    RunId third = rig.start("bbb");
    assertDrift(held, "queue for the lock of prod was 'nobody' and is '" + third + "/prod'");
  }

  @Test
  void another_answer_of_a_gate_is_drift() {
    Plan plan = plan();
    sane = false;

    assertDrift(plan, "answer of gate prod/require/sane was 'PASSED' and is 'FAILED'");
  }

  @Test
  void a_window_that_opened_is_drift() {
    prod =
        prod.during(
            new Window.Freeze(Instant.EPOCH, MONDAY, Set.of(Action.PROMOTE), "race weekend"));
    rig.crash(pipeline());
    Plan plan = plan();
    rig.advance(Duration.ofDays(3));

    assertDrift(plan, "PROMOTE window in prod", "was 'closed until " + MONDAY + "' and is 'open'");
  }

  @Test
  void another_definition_is_drift() {
    Plan plan = plan();
    work = "deploy all";
    rig.crash(pipeline());

    assertDrift(plan, "definition of stage prod was 'run deploy' and is 'run deploy all'");
  }

  @Test
  void other_settings_and_defaults_are_drift() {
    Plan plan = plan();
    size = Parameter.of("size", Integer.class).byDefault(2);
    prod = prod.with(new Attribute("catalog", "other")).with(size, 7);
    rig.crash(pipeline());

    assertDrift(
        plan,
        "parameter size was '1' and is '2'",
        "catalog in prod is new: other",
        "parameter size in prod is new: 7");
  }

  @Test
  void another_release_or_parameter_in_the_request_is_drift() {
    Plan plan = plan();

    assertThatThrownBy(() -> rig.engine.apply(plan, request("bad").with(SIZE, 3)))
        .hasMessageContaining("release was 'c0ffee' and is 'bad'")
        .hasMessageContaining("parameter size was '1' and is '3'");
  }

  @Test
  void a_journal_from_before_there_were_plans_is_read() {
    var old =
        (RunEvent.Created)
            EventJson.read(
                "created",
                """
                {"pipeline":"p","structure":"sha256:00","cause":{"kind":"MANUAL","ref":null,
                "target":null,"by":{"name":"alice","groups":[],"vouchedBy":"program"},"authors":[],
                "inputs":{}},"release":{"commit":"c0ffee","artifacts":{}},
                "parameters":{"texts":{}},
                "origin":{"kind":"START","of":null,"stage":null,"reason":""}}
                """);

    assertThat(old.origin()).isEqualTo(Origin.START);
    assertThat(old.origin().appliedPlan()).isEmpty();
  }
}
