package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Action;
import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.HotfixRule;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.Window;
import dev.lockflight.engine.RefusedException.Reason;
import dev.lockflight.report.RunReport;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.RunStatus;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HotfixTest {
  private static final Principal ONCALL = Principal.of("olga").withGroups("on-call");
  private static final String OWNERS = "approval by 1 of owners, not by the initiator";

  private final Steps steps = new Steps();
  private final Environment staging = Environment.of("staging");
  private final Window freeze =
      new Window.Freeze(
          Rig.FRIDAY,
          Rig.FRIDAY.plus(Duration.ofDays(9)),
          Set.of(Action.PROMOTE, Action.APPROVE, Action.RETRY),
          "year end");

  private Rig rig(HotfixRule... rules) {
    Environment prod =
        Environment.of("prod").during(freeze).require(ApprovalRule.of("owners").notByInitiator());
    for (HotfixRule rule : rules) {
      prod = prod.hotfixes(rule);
    }
    return new Rig(
        Pipeline.of(
            "delivery",
            Stage.of("stage").in(staging).run(steps.ok("build")).verify(Steps.passes("smoke")),
            Stage.of("prod")
                .in(prod)
                .require(staging.soaked(Duration.ofDays(2)))
                .run(steps.ok("deploy"))
                .verify(Steps.passes("proof"))));
  }

  private static StartRequest request() {
    return StartRequest.of("delivery", Cause.manual(ONCALL), Release.of("f1x"));
  }

  private static RunId start(Rig rig, StartRequest request) {
    RunId run = rig.engine.start(request);
    rig.time.settle();
    return run;
  }

  @Test
  void hotfix_passes_freeze_and_soak_but_never_the_approval() {
    Rig rig = rig(HotfixRule.by("on-call"));

    RunId run = start(rig, request().asHotfix("invoices are wrong"));

    assertThat(rig.status(run)).isEqualTo(RunStatus.WAITING);
    assertThat(rig.engine.explain(run)).extracting(Blocker::who).containsExactly(OWNERS);
    assertThat(rig.stage(run, "prod").gates().values())
        .extracting(GateRun::verdict)
        .filteredOn(verdict -> verdict.status() == Verdict.Status.OVERRIDDEN)
        .extracting(Verdict::summary)
        .hasSize(2)
        .allSatisfy(said -> assertThat(said).startsWith("hotfix by olga: invoices are wrong; oth"));
    assertThat(rig.stage(run, "prod").approvals().values())
        .singleElement()
        .satisfies(
            asked ->
                assertThat(asked.request().evidence())
                    .anySatisfy(seen -> assertThat(seen.toString()).startsWith("hotfix: olga")));
    rig.crash();
    rig.approve(run, Rig.BOB);
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(RunReport.of(rig.pipeline(), rig.run(run), rig.engine.journal(run)).markdown())
        .contains("HOTFIX: invoices are wrong");
  }

  @Test
  void hotfix_passes_only_what_the_environment_declares() {
    Rig rig = rig(HotfixRule.by("on-call").passing(HotfixRule.Pass.SOAK));

    RunId run = start(rig, request().asHotfix("invoices are wrong"));

    assertThat(rig.engine.explain(run))
        .extracting(Blocker::what)
        .first()
        .asString()
        .contains("closed until");
    rig.advance(Duration.ofDays(9));
    assertThat(rig.engine.explain(run)).extracting(Blocker::who).containsExactly(OWNERS);
  }

  @Test
  void ordinary_run_waits_for_the_freeze_and_the_soak() {
    Rig rig = rig(HotfixRule.by("on-call"));

    RunId run = start(rig, request());

    assertThat(rig.engine.explain(run))
        .extracting(Blocker::what)
        .first()
        .asString()
        .contains("closed until");
  }

  @Test
  void only_allowed_people_start_a_hotfix_and_only_with_a_reason() {
    assertRefused(rig(HotfixRule.by("on-call")), request().asHotfix(" "), Reason.NEEDS_COMMENT);
    assertRefused(rig(HotfixRule.by("sre")), request().asHotfix("why"), Reason.NOT_ALLOWED);
    assertRefused(rig(), request().asHotfix("why"), Reason.NOT_ALLOWED);
  }

  private static void assertRefused(Rig rig, StartRequest request, Reason reason) {
    assertThatThrownBy(() -> rig.engine.start(request))
        .isInstanceOf(RefusedException.class)
        .extracting(e -> ((RefusedException) e).reason())
        .isEqualTo(reason);
  }
}
