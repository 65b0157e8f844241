package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.assertion.Delivery.PROD;
import static dev.lockflight.testkit.assertion.Delivery.passing;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Action;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Stage;
import dev.lockflight.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PipelineAssertTest {
  private static final Instant CHRISTMAS = Instant.parse("2026-12-24T00:00:00Z");

  private final PipelineAssert delivery = PipelineAssert.of(Delivery.pipelineOf());

  private static Stage does(String name) {
    return stage(name).run(action("work", context -> context.log("works")));
  }

  @Test
  void every_path_into_production_is_proven() {
    delivery
        .everyPathInto("prod")
        .passes("data-owners")
        .everyPathInto(PROD)
        .passes("row-count")
        .everyPathInto("prod")
        .isApprovedBy("data-owners")
        .everyPathInto("prod")
        .isApproved()
        .everyPathToStage("comment")
        .passes("tests-passed");
  }

  @Test
  void the_bypass_is_printed_stage_by_stage_and_marked() {
    Pipeline leaky =
        pipeline(
            "leaky",
            does("test"),
            does("check").verify(passing("row-count")),
            does("prod_build").in(environment("prod")),
            does("hotfix").in(environment("prod")).afterFailureOf("check"));

    assertThatThrownBy(() -> PipelineAssert.of(leaky).everyPathInto("prod").passes("row-count"))
        .isInstanceOf(AssertionError.class)
        .hasMessageContaining("Expecting every path into prod to pass gate row-count")
        .hasMessageContaining(
            """
            but stage hotfix can be entered without gate row-count (by hand):
              test succeeds: it does not ask for gate row-count
              check ends badly after test: it can end so before row-count has opened
            → hotfix is entered after failure of check: it does not ask for gate row-count
            """)
        .hasMessageContaining("\n  stage hotfix in prod after failure of check  ← here\n");
  }

  @Test
  void a_gate_that_nobody_has_is_named_beside_those_there_are() {
    assertThatThrownBy(() -> delivery.everyPathInto("prod").passes("data-owner"))
        .hasMessageContaining("no gate of the pipeline is gate data-owner; its gates are [")
        .hasMessageContaining("data-owners, no-rows, restored, row-count, tests-passed]");
    assertThatThrownBy(() -> delivery.everyPathInto("prodd"))
        .hasMessage("pipeline delivery has no environment prodd; it has [stage, prod]");
  }

  @Test
  void nothing_is_proven_where_nothing_deploys() {
    Pipeline reads = pipeline("reads", does("look").reading(environment("prod")));

    assertThatThrownBy(() -> PipelineAssert.of(reads).everyPathInto("prod").isApproved())
        .hasMessageContaining("no stage deploys there, so nothing was proven");
  }

  @Test
  void overrides_count_only_when_told_so() {
    Pipeline soft =
        pipeline(
            "soft",
            does("prod_build").in(environment("prod")).require(passing("ok").overridableBy("ops")));

    PipelineAssert.of(soft).everyPathInto("prod").countingOverrides().passes("ok");
    assertThatThrownBy(() -> PipelineAssert.of(soft).everyPathInto("prod").passes("ok"))
        .hasMessageContaining("ok can be overridden by ops");
  }

  @Test
  void quorum_and_alternatives_of_approvals_are_seen() {
    Pipeline two =
        pipeline(
            "two",
            does("prod_build").in(environment("prod")).require(approval("owners").quorum(2)));
    Pipeline either =
        pipeline(
            "either",
            does("prod_build")
                .in(environment("prod"))
                .require(anyOf("someone", approval("owners"), approval("bots"))));

    PipelineAssert.of(two).everyPathInto("prod").isApprovedBy("owners", 2);
    PipelineAssert.of(either).everyPathInto("prod").isApproved();
    assertThatThrownBy(() -> PipelineAssert.of(either).everyPathInto("prod").isApprovedBy("owners"))
        .hasMessageContaining("it can pass someone without it: 1 of [approval by 1 of owners");
  }

  @Test
  void what_starts_a_run_decides_what_it_reaches() {
    Principal alice = Principal.of("alice");

    delivery.stagesReachableOn(push("main")).containsExactly("stg_build", "prod_build");
    delivery
        .stagesReachableOn(Cause.pullRequest("feature", "main", alice))
        .containsExactly("stg_build", "comment");
    delivery.startedBy(pullRequest("main")).reaches("stg_build", "comment").reaches("prod_build");
    delivery.startedBy(Cause.pullRequest("feature", "main", alice)).neverDeploysInto("prod");
    delivery.startedBy(push("develop")).startsNothing();
    assertThatThrownBy(() -> delivery.startedBy(push("main")).neverDeploysInto("prod"))
        .hasMessageContaining("a run started by push to main to never deploy into prod through")
        .hasMessageContaining("it can enter [stg_build, prod_build]")
        .hasMessageContaining("\n  stage prod_build in prod after stg_build  ← here\n");
    assertThatThrownBy(() -> delivery.startedBy(push("main")).reaches("comment"))
        .hasMessageContaining("to reach [comment]");
  }

  @Test
  void protected_environments_are_written_after_an_approval() {
    Environment guarded = environment("prod").isProtected();
    Pipeline early =
        pipeline(
            "early",
            does("prod_build").in(guarded).require(passing("ok")),
            does("release").require(approval("owners")));

    delivery.hasNoProtectedEnvironmentWrittenBeforeApproval();
    assertThatThrownBy(
            () -> PipelineAssert.of(early).hasNoProtectedEnvironmentWrittenBeforeApproval())
        .hasMessageContaining("pipeline early to write no protected environment before approval")
        .hasMessageContaining("stage prod_build can be entered without any approval")
        .hasMessageContaining("\n  stage prod_build in prod  ← here\n");
  }

  @Test
  void locks_windows_and_protection_are_rules_of_an_environment() {
    Window freeze =
        new Window.Freeze(
            CHRISTMAS, CHRISTMAS.plus(Duration.ofDays(9)), Set.of(Action.PROMOTE), "holidays");
    Environment prod = PROD.lock(LockPolicy.LATEST_ONLY).during(freeze);
    PipelineAssert frozen = PipelineAssert.of(pipeline("frozen", does("prod_build").in(prod)));

    delivery
        .environment("prod")
        .isProtected()
        .isLockedWith(LockPolicy.QUEUE)
        .keepsLockWhileWaiting()
        .hasNoWindow();
    frozen
        .environment("prod")
        .isLockedWith(LockPolicy.LATEST_ONLY)
        .hasWindow(freeze)
        .deniesAt(CHRISTMAS, Action.PROMOTE)
        .allowsAt(CHRISTMAS, Action.ROLLBACK)
        .allowsAt(CHRISTMAS.minusSeconds(1), Action.PROMOTE);
    assertThatThrownBy(() -> delivery.environment("prod").isLockedWith(LockPolicy.REJECT))
        .hasMessageContaining("Expecting environment prod to be locked with REJECT")
        .hasMessageContaining("its lock is QUEUE, kept while waiting")
        .hasMessageContaining("environment prod (protected), lock QUEUE  ← here\n");
    assertThatThrownBy(() -> delivery.environment("stage").isProtected())
        .hasMessageContaining("to be protected");
    assertThatThrownBy(() -> frozen.environment("prod").allowsAt(CHRISTMAS, Action.PROMOTE))
        .hasMessageContaining("freeze 2026-12-24");
  }
}
