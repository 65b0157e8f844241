package dev.lockflight.examples.f1;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.connector.dbt.DbtGates.noBreakingContractChange;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.checklist;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.verifiedIn;
import static dev.lockflight.examples.f1.F1Project.PROD_STATUS;
import static dev.lockflight.examples.f1.F1Project.STAGE_STATUS;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Checklist;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.github.CommitStatus;
import dev.lockflight.connector.github.MergeMethod;
import dev.lockflight.connector.sql.Warehouse;

/**
 * CD of the F1 project: a pull request from {@code dev} into {@code main} is built and tested in
 * prod, if its commit was verified on stage, and merged when the checklist is ticked. Immutable.
 *
 * <p>There are two orders. {@link #asDrawn} is the flow as it was drawn: prod is written before
 * anybody has approved it, and {@code writesBeforeApproval} says so. {@link #approvedFirst} asks
 * people before prod is touched, and is what to use.
 */
public final class F1AnalyticsCd {
  private static final Output<Savepoint> BEFORE = Output.of("before", Savepoint.class);
  private static final Output<DbtResult> BUILT = Output.of("built", DbtResult.class);
  private static final Output<DbtResult> DOCS = Output.of("docs", DbtResult.class);
  private static final Output<PublishedArtifacts> FILES =
      Output.of("files", PublishedArtifacts.class);

  private final F1Project f1;
  private final Environment prod;
  private final Savepoints savepoints;
  private final Warehouse data;

  private F1AnalyticsCd(F1Project f1, Gate... entry) {
    this.f1 = f1;
    prod =
        f1.prod()
            .require(
                verifiedIn(f1.stage()).because("only what was tried out on stage goes to prod"),
                f1.github().gates().checksPassed(STAGE_STATUS),
                f1.github().gates().branchProtected("main").reviews(1))
            .require(entry);
    savepoints = f1.savepoints(prod);
    data = f1.data(prod);
  }

  /** The order of the drawing: build in prod, look at it, approve, merge. */
  public static Pipeline asDrawn(F1Project project) {
    F1AnalyticsCd cd = new F1AnalyticsCd(project);
    return pipeline(
        "f1-analytics-cd",
        on(pullRequest("main")),
        cd.buildProd(),
        cd.mergeToMain(cd.productionTested(cd.prepared()).manual(finalApproval())));
  }

  /** The safer order: people approve what stage has shown, then prod is built and merged. */
  public static Pipeline approvedFirst(F1Project project) {
    Checklist before = new F1AnalyticsCd(project).prepared().manual(finalApproval());
    F1AnalyticsCd cd = new F1AnalyticsCd(project, before);
    return pipeline(
        "f1-analytics-cd",
        on(pullRequest("main")),
        cd.buildProd(),
        cd.mergeToMain(cd.productionTested(checklist("proven in prod"))));
  }

  private Stage buildProd() {
    return stage("prod_build")
        .in(prod)
        .run(f1.github().statuses().report(CommitStatus.pending(PROD_STATUS)).named("begin"))
        .run(f1.checkout())
        .run(f1.dbt().debug())
        .run(savepoints.take().into(BEFORE))
        .run(f1.dbt().build().leavingFailuresToGates().into(BUILT))
        .run(f1.dbt().docsGenerate().into(DOCS))
        .run(f1.artifacts().publish(BUILT).into(FILES))
        .verify(savepoints.restorable(BEFORE), testsPassed(BUILT), contractsKept(), pointsAreFine())
        .onSuccess(f1.artifacts().point(LAST_GOOD).at(FILES))
        .onSuccess(f1.github().statuses().report(CommitStatus.success(PROD_STATUS)).named("good"))
        .onFailure(
            rollback(savepoints.restore(BEFORE), f1.artifacts().pointBack())
                .verify(anyOf("prod is usable", pointsAreFine(), f1.file(prod).isAbsent())))
        .onFailure(
            f1.github()
                .statuses()
                .report(CommitStatus.failure(PROD_STATUS).describedAs("DO NOT MERGE"))
                .named("bad"))
        .always(f1.github().onPullRequest().reporting("prod", c -> f1.report(c, BUILT)));
  }

  private Stage mergeToMain(Checklist ready) {
    return stage("merge_to_main")
        .require(ready)
        .run(f1.github().onPullRequest().merge(MergeMethod.MERGE));
  }

  /** Of the eight items of "CD stage (PR to main)" those that are known before prod is built. */
  private Checklist prepared() {
    return checklist("ready for prod")
        .automatic("all CI checks passed", f1.github().gates().checksPassed(STAGE_STATUS))
        .manual("manual testing in stage complete", "qa")
        .automatic("data quality validated", stageIsFine())
        .manual("stakeholders notified", "product")
        .manual("rollback plan prepared", "operators");
  }

  /** And those that are known afterwards. */
  private Checklist productionTested(Checklist list) {
    return list.automatic("no breaking schema changes", contractsKept())
        .automatic("all production tests pass", testsPassed(BUILT));
  }

  private static ApprovalRule finalApproval() {
    return approval("final approval").by("data-owners").notByInitiator();
  }

  private Gate contractsKept() {
    return noBreakingContractChange(BUILT, f1.lastGood(prod)).passingWithoutBase();
  }

  private Gate stageIsFine() {
    return f1.data(f1.stage()).nonNegative("gold_analytics.fact_laps", "lap_seconds");
  }

  private Gate pointsAreFine() {
    return data.nonNegative("gold_analytics.team_performance", "points");
  }
}
