package dev.lockflight.examples.f1;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.connector.dbt.DbtGates.contractsEnforced;
import static dev.lockflight.connector.dbt.DbtGates.dbtSucceeded;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.dsl.Lockflight.checklist;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.examples.f1.F1Project.STAGE_STATUS;

import dev.lockflight.Checklist;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.github.CommitStatus;
import dev.lockflight.connector.github.MergeMethod;

/**
 * CI of the F1 project: a pull request into {@code dev} is built and tested on stage, told so in
 * one comment and a status, and merged when the checklist is ticked. What is merged is built on
 * stage again, because that commit, and no other, may go on to prod. Immutable.
 */
public final class F1AnalyticsCi {
  private static final Output<DbtResult> COMPILED = Output.of("compiled", DbtResult.class);
  private static final Output<DbtResult> BUILT = Output.of("built", DbtResult.class);
  private static final Output<DbtResult> DOCS = Output.of("docs", DbtResult.class);
  private static final Output<PublishedArtifacts> FILES =
      Output.of("files", PublishedArtifacts.class);

  private final F1Project f1;

  private F1AnalyticsCi(F1Project f1) {
    this.f1 = f1;
  }

  /** Pull requests from feature branches into {@code dev}. */
  public static Pipeline pullRequests(F1Project project) {
    F1AnalyticsCi ci = new F1AnalyticsCi(project);
    return pipeline("f1-analytics-ci", on(pullRequest("dev")), ci.reported(), ci.mergeToDev());
  }

  /** What was merged to {@code dev}: the staging phase, in which people try it out. */
  public static Pipeline staging(F1Project project) {
    return pipeline("f1-analytics-staging", on(push("dev")), new F1AnalyticsCi(project).build());
  }

  private Stage build() {
    return stage("stage_build")
        .in(f1.stage())
        .run(f1.github().statuses().report(CommitStatus.pending(STAGE_STATUS)).named("begin"))
        .run(f1.checkout())
        .run(f1.dbt().deps())
        .run(f1.dbt().debug())
        .run(f1.dbt().compile().into(COMPILED))
        .run(f1.dbt().build().leavingFailuresToGates().into(BUILT))
        .run(f1.dbt().docsGenerate().into(DOCS))
        .run(f1.artifacts().publish(BUILT).into(FILES))
        .verify(
            testsPassed(BUILT),
            dbtSucceeded(BUILT),
            contractsEnforced(BUILT, "fact_laps"),
            f1.data(f1.stage()).nonNegative("gold_analytics.fact_laps", "lap_seconds"))
        .onSuccess(f1.artifacts().point(LAST_GOOD).at(FILES))
        .onSuccess(f1.github().statuses().report(CommitStatus.success(STAGE_STATUS)).named("good"))
        .onFailure(f1.github().statuses().report(CommitStatus.failure(STAGE_STATUS)).named("bad"));
  }

  private Stage reported() {
    return build().always(f1.github().onPullRequest().reporting("stage", c -> f1.report(c, BUILT)));
  }

  private Stage mergeToDev() {
    return stage("merge_to_dev")
        .require(readyForDev())
        .run(f1.github().onPullRequest().merge(MergeMethod.MERGE));
  }

  /** The six items of "CI stage (PR to dev)". */
  private Checklist readyForDev() {
    return checklist("ready for dev")
        .automatic("all models compile", dbtSucceeded(COMPILED))
        .automatic("all models build without errors", dbtSucceeded(BUILT))
        .automatic("all data tests pass", testsPassed(BUILT))
        .automatic("dbt docs are generated", dbtSucceeded(DOCS))
        .automatic("code review completed", f1.github().gates().reviewsApproved(1))
        .automatic("conversations resolved", f1.github().gates().conversationsResolved());
  }
}
