package dev.lockflight.report;

import static dev.lockflight.Phase.ALWAYS;
import static dev.lockflight.Phase.ON_SUCCESS;
import static dev.lockflight.Phase.REQUIRE;
import static dev.lockflight.Phase.ROLLBACK;
import static dev.lockflight.Phase.RUN;
import static dev.lockflight.Phase.VERIFY;
import static dev.lockflight.Phase.VERIFY_ROLLBACK;
import static dev.lockflight.report.Story.item;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Evidence;
import dev.lockflight.GateName;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** What can become of a run of the {@link SamplePipeline}. */
final class Samples {
  private static final Digest SEEN = Digest.of("what was shown");
  private static final Evidence ROWS =
      Evidence.of("rows of gold.fact_laps", 690, "900 to 1100", "select count(*) from fact_laps");

  private Samples() {}

  static Pipeline delivery() {
    return SamplePipeline.delivery();
  }

  private static Story tested(String run, RunListener... listeners) {
    Story story = new Story(delivery(), run);
    for (RunListener listener : listeners) {
      story = story.toldTo(listener);
    }
    return story
        .created()
        .stage("unit-tests[python=3.11,dbt=1.9]", "pytest", 12)
        .stage("unit-tests[python=3.11,dbt=1.10]", "pytest", 13)
        .stage("unit-tests[python=3.12,dbt=1.9]", "pytest", 11.5)
        .stage("unit-tests[python=3.12,dbt=1.10]", "pytest", 9)
        .stageEnded("unit-tests", RunStatus.SUCCEEDED, "")
        .begun("lint")
        .enters("lint", RUN)
        .started(item("lint", RUN, "sqlfluff"))
        .after(2.25)
        .failed(item("lint", RUN, "sqlfluff"), "3 files are badly laid out")
        .stageEnded("lint", RunStatus.FAILED, "sqlfluff failed")
        .stage("statistics", "count", 0.04);
  }

  @CanIgnoreReturnValue
  static Story staged(String run, RunListener... listeners) {
    return tested(run, listeners)
        .begun("stg_build")
        .enters("stg_build", RUN)
        .then(deployment("stage", "stg_build", Deployment.State.DEPLOYING, 0))
        .step(item("stg_build", RUN, "dbt build"), 62)
        .step(item("stg_build", RUN, "publish"), 0.75)
        .enters("stg_build", VERIFY)
        .gate(
            item("stg_build", VERIFY, "tests-passed"),
            Verdict.passed("43 of 43 passed", Evidence.of("tests", 43, 43, "run_results.json")));
  }

  @CanIgnoreReturnValue
  static Story failedGate() {
    return staged("run-failed")
        .after(0.5)
        .gate(item("stg_build", VERIFY, "row-count"), Verdict.failed("31 % fewer rows", ROWS))
        .stageEnded("stg_build", RunStatus.FAILED, "row-count failed: 31 % fewer rows")
        .stageEnded("prod_build", RunStatus.SKIPPED, "stg_build did not succeed")
        .stageEnded("docs", RunStatus.SKIPPED, "prod_build did not succeed")
        .stageEnded("alarm", RunStatus.SKIPPED, "prod_build did not fail")
        .ended(RunStatus.FAILED, "stage stg_build failed");
  }

  @CanIgnoreReturnValue
  static Story erroredGate() {
    return staged("run-errored")
        .after(0.5)
        .gate(item("stg_build", VERIFY, "row-count"), Verdict.errored("no baseline in prod"))
        .stageEnded("stg_build", RunStatus.ERRORED, "row-count could not tell")
        .ended(RunStatus.ERRORED, "stage stg_build errored");
  }

  @CanIgnoreReturnValue
  static Story waiting(String run, RunListener... listeners) {
    Story story =
        staged(run, listeners)
            .gate(item("stg_build", VERIFY, "row-count"), Verdict.passed("2 % more rows"))
            .then(deployment("stage", "stg_build", Deployment.State.VERIFIED, 0))
            .stageEnded("stg_build", RunStatus.SUCCEEDED, "")
            .begun("prod_build");
    ApprovalRequest request =
        new ApprovalRequest(
            GateName.of("data-owners"),
            story.now(),
            story.now().plus(Duration.ofHours(24)),
            SEEN,
            List.of());
    return story
        .then(new StageEvent.ApprovalRequested(StageName.of("prod_build"), request))
        .gate(
            item("prod_build", REQUIRE, "data-owners"),
            Verdict.pendingUntil(
                story.now().plus(Duration.ofHours(24)), "waits for 1 of data-owners"));
  }

  private static Story answered(Story story, Decision.Answer answer, String comment) {
    Principal eve = new Principal("eve", Set.of("data-owners"), "github");
    return story
        .after(3_600)
        .then(
            new StageEvent.Decided(
                StageName.of("prod_build"),
                new Decision(GateName.of("data-owners"), eve, answer, story.now(), comment, SEEN)));
  }

  @CanIgnoreReturnValue
  static Story rejected() {
    return answered(waiting("run-rejected"), Decision.Answer.REJECT, "not before the race")
        .gate(
            item("prod_build", REQUIRE, "data-owners"),
            Verdict.refused(
                Verdict.Refusal.REJECTED, "eve rejected: not before the race", List.of()))
        .stageEnded("prod_build", RunStatus.REJECTED, "eve rejected: not before the race")
        .stageEnded("docs", RunStatus.SKIPPED, "prod_build did not succeed")
        .ended(RunStatus.REJECTED, "stage prod_build was rejected");
  }

  @CanIgnoreReturnValue
  static Story building(String run, RunListener... listeners) {
    return answered(waiting(run, listeners), Decision.Answer.APPROVE, "looks good")
        .gate(item("prod_build", REQUIRE, "data-owners"), Verdict.passed("1 of 1 approved"))
        .enters("prod_build", RUN)
        .then(deployment("prod", "prod_build", Deployment.State.DEPLOYING, 0))
        .step(item("prod_build", RUN, "savepoint"), 1.5)
        .started(item("prod_build", RUN, "dbt build"));
  }

  private static Story built(String run) {
    return building(run)
        .after(75)
        .succeeded(item("prod_build", RUN, "dbt build"))
        .then(deployment("prod", "prod_build", Deployment.State.DEPLOYED, 0))
        .enters("prod_build", VERIFY);
  }

  @CanIgnoreReturnValue
  static Story success() {
    return built("run-good")
        .gate(item("prod_build", VERIFY, "no-negative-revenue"), Verdict.passed("none of 812"))
        .then(deployment("prod", "prod_build", Deployment.State.VERIFIED, 0))
        .enters("prod_build", ON_SUCCESS)
        .step(item("prod_build", ON_SUCCESS, "pointers"), 0.012)
        .enters("prod_build", ALWAYS)
        .step(item("prod_build", ALWAYS, "notify"), 0.3)
        .stageEnded("prod_build", RunStatus.SUCCEEDED, "")
        .stageEnded("alarm", RunStatus.SKIPPED, "prod_build did not fail")
        .stage("docs", "docs generate", 20)
        .ended(RunStatus.SUCCEEDED, "");
  }

  @CanIgnoreReturnValue
  static Story rolledBack() {
    Evidence negative = Evidence.of("rows with revenue < 0", 7, 0, "select * from gold.revenue");
    return built("run-rolled-back")
        .gate(
            item("prod_build", VERIFY, "no-negative-revenue"),
            Verdict.failed("7 of 812 rows", negative))
        .fails("prod_build", ROLLBACK, "no-negative-revenue failed: 7 of 812 rows")
        .step(item("prod_build", ROLLBACK, "restore"), 2)
        .fails("prod_build", VERIFY_ROLLBACK, "no-negative-revenue failed: 7 of 812 rows")
        .gate(item("prod_build", VERIFY_ROLLBACK, "restored"), Verdict.passed("digests are equal"))
        .then(deployment("prod", "prod_build", Deployment.State.ROLLED_BACK, 0))
        .fails("prod_build", ALWAYS, "no-negative-revenue failed: 7 of 812 rows")
        .step(item("prod_build", ALWAYS, "notify"), 0.3)
        .stageEnded("prod_build", RunStatus.FAILED, "no-negative-revenue failed: 7 of 812 rows")
        .stageEnded("docs", RunStatus.SKIPPED, "prod_build did not succeed")
        .stage("alarm", "mail", 0.2)
        .ended(RunStatus.FAILED, "stage prod_build failed");
  }

  @CanIgnoreReturnValue
  static Story aborted() {
    return building("run-aborted")
        .after(5)
        .then(new RunEvent.AbortRequested(Story.ANNA, "wrong branch"))
        .failed(item("prod_build", RUN, "dbt build"), "interrupted by the abort")
        .stageEnded("prod_build", RunStatus.ABORTED, "aborted by anna: wrong branch")
        .stageEnded("docs", RunStatus.ABORTED, "aborted by anna: wrong branch")
        .ended(RunStatus.ABORTED, "aborted by anna: wrong branch");
  }

  @CanIgnoreReturnValue
  static Story matrix(RunListener... listeners) {
    String bad = "unit-tests[python=3.11,dbt=1.10]";
    String running = "unit-tests[python=3.12,dbt=1.9]";
    Story story = new Story(delivery(), "run-matrix");
    for (RunListener listener : listeners) {
      story = story.toldTo(listener);
    }
    return story
        .created()
        .stage("unit-tests[python=3.11,dbt=1.9]", "pytest", 12)
        .begun(bad)
        .enters(bad, RUN)
        .started(item(bad, RUN, "pytest"))
        .begun(running)
        .enters(running, RUN)
        .started(item(running, RUN, "pytest"))
        .after(4)
        .failed(
            item(bad, RUN, "pytest"),
            "1 failed, 77 passed",
            Evidence.of("failures", 1, 0, "junit.xml"))
        .stageEnded(bad, RunStatus.FAILED, "pytest failed");
  }

  private static RunEvent deployment(
      String environment, String stage, Deployment.State state, int afterStart) {
    return new RunEvent.DeploymentRecorded(
        new Deployment(
            EnvironmentName.of(environment),
            dev.lockflight.Release.of("4f2a9c0d7e81b35566aa"),
            dev.lockflight.RunId.of("run"),
            StageName.of(stage),
            state,
            Story.START.plusSeconds(afterStart)));
  }
}
