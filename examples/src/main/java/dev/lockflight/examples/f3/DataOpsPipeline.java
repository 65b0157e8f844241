package dev.lockflight.examples.f3;

import static dev.lockflight.connector.dbt.DbtGates.dbtSucceeded;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.connector.process.report.Reports.sqlfluff;
import static dev.lockflight.dsl.Lockflight.branch;
import static dev.lockflight.dsl.Lockflight.failure;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.parallel;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.rollbackRequestedIn;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.tell;
import static dev.lockflight.dsl.Lockflight.verifiedIn;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.docker.BuiltImage;
import dev.lockflight.connector.docker.Deploy;
import dev.lockflight.connector.github.CommitStatus;
import dev.lockflight.connector.github.MergeMethod;
import dev.lockflight.connector.process.CommandResult;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * CI, CD and rollback of the DataOps project, one pipeline per workflow. Immutable.
 *
 * <p>CI looks at each pull request; it is merged when all three workflows have passed. CD deploys
 * what was merged: {@code develop} and {@code develop/*} to staging, {@code main} to prod, where
 * only what staging has verified may go. A rollback puts an older release back: by hand always, by
 * itself only where {@link #rollingBackOnFailure} says so, because that also restores data.
 */
public final class DataOpsPipeline {
  static final List<String> CHECKS = List.of("ci-dbt-test", "ci-lint", "ci-pr-validation");

  private static final Output<DbtResult> BUILT = Output.of("built", DbtResult.class);
  private static final Output<PublishedArtifacts> LOGS =
      Output.of("logs", PublishedArtifacts.class);
  private static final Output<CommandResult> LINT = Output.of("lint", CommandResult.class);
  private static final Output<BuiltImage> AIRFLOW = Output.of("airflow", BuiltImage.class);
  private static final Output<BuiltImage> DBT = Output.of("dbt", BuiltImage.class);

  private final DataOpsProject f3;
  private final boolean rollsBack;

  private DataOpsPipeline(DataOpsProject f3, boolean rollsBack) {
    this.f3 = f3;
    this.rollsBack = rollsBack;
  }

  /** A deployment that fails stays as it is until somebody decides. */
  public static DataOpsPipeline of(DataOpsProject project) {
    return new DataOpsPipeline(project, false);
  }

  /** A deployment that fails starts the rollback of its environment: containers and data. */
  public DataOpsPipeline rollingBackOnFailure() {
    return new DataOpsPipeline(f3, true);
  }

  /** All workflows of the repository. */
  public Pipeline[] all() {
    return new Pipeline[] {
      dbtTest(),
      lint(),
      prValidation(),
      merge(),
      deploy(),
      rollbackOf(f3.staging()),
      rollbackOf(f3.prod())
    };
  }

  // CI: ci-dbt-test, ci-lint, ci-pr-validation.

  /** Parse, compile and test the models, on a sample of the data. */
  Pipeline dbtTest() {
    return workflow(
        "ci-dbt-test",
        ofMinutes(5),
        stage("dbt")
            .reading(f3.ci())
            .run(f3.dbt().parse())
            .run(f3.dbt().compile())
            .run(f3.dbt().build().leavingFailuresToGates().into(BUILT))
            .run(f3.artifacts().publish(BUILT).into(LOGS))
            .verify(dbtSucceeded(BUILT), testsPassed(BUILT)));
  }

  /** SQL, Python and YAML side by side. */
  Pipeline lint() {
    return workflow(
        "ci-lint",
        ofMinutes(3),
        stage("sql")
            .run(
                f3.tool("sqlfluff", "lint", "dbt", "-f", "json", "--write-output", "sqlfluff.json")
                    .writing("sqlfluff.json")
                    .successCodes(0, 1) // 1: violations, which the gate judges
                    .into(LINT))
            .verify(sqlfluff("sqlfluff.json").writtenBy(LINT).noFindings()),
        stage("python").run(f3.tool("flake8", "airflow")),
        stage("yaml").run(f3.tool("yamllint", "--strict", ".")),
        stage("code_quality").run(f3.tool("bandit", "-q", "-r", "airflow")));
  }

  /** Title, size and labels of the pull request. */
  Pipeline prValidation() {
    return workflow(
        "ci-pr-validation",
        ofMinutes(1),
        stage("pr_rules")
            .verify(
                f3.github().gates().titleMatches("(feat|fix|docs|chore)(\\(.+\\))?: .+"),
                f3.github().gates().filesWithin(50).lines(500),
                f3.filesAreSmall(),
                f3.github().gates().labelsPresent("data")));
  }

  /** A workflow on pull requests, that tells GitHub how it went. */
  private Pipeline workflow(String name, Duration budget, Stage... checks) {
    String[] names = Arrays.stream(checks).map(each -> each.name().value()).toArray(String[]::new);
    String[] all = Stream.concat(Stream.of("checkout"), Stream.of(names)).toArray(String[]::new);
    return pipeline(
        name,
        on(pullRequest("develop", "develop/*", "main")),
        stage("checkout")
            .run(f3.github().statuses().report(CommitStatus.pending(name)).named("report pending"))
            .run(f3.checkout())
            .retry(retry(3)),
        parallel(
            Arrays.stream(checks)
                .map(each -> each.timeout(budget).retry(retry(3)))
                .toArray(Stage[]::new)),
        stage("passed")
            .after(names)
            .run(f3.github().statuses().report(CommitStatus.success(name)).named("report success")),
        stage("failed")
            .afterFailureOf(all)
            .run(
                f3.github().statuses().report(CommitStatus.failure(name)).named("report failure")));
  }

  /** All CI checks must pass before merge. */
  Pipeline merge() {
    return pipeline(
        "merge",
        on(pullRequest("develop", "develop/*", "main")),
        stage("merge")
            .require(allChecks())
            .run(f3.github().onPullRequest().merge(MergeMethod.MERGE)));
  }

  private Gate allChecks() {
    return f3.github()
        .gates()
        .checksPassed(CHECKS.toArray(String[]::new))
        .polled(Polling.every(ofSeconds(30), ofMinutes(30)).failingAfter(1));
  }

  // CD: cd-deploy.

  /**
   * Finds the environment by the branch, builds the images, and deploys them there. Prod gets the
   * images that staging has shown, by digest, not others built of the same commit.
   */
  Pipeline deploy() {
    return pipeline(
        "cd-deploy",
        on(push("develop", "develop/*", "main")),
        parallel(
            images().when(toStaging()),
            stage("promote").run(f3.imagesOf(f3.staging())).when(branch("main"))),
        deployTo(f3.staging()).when(toStaging()).after("images"),
        deployTo(f3.prod())
            .when(branch("main"))
            .after("promote")
            .require(verifiedIn(f3.staging()).because("prod gets what staging has shown")));
  }

  /** Flow 5 writes develop/*, this one develop; both mean staging. */
  private static Condition toStaging() {
    return branch("develop").or(branch("develop/*"));
  }

  private Stage images() {
    return stage("images")
        .run(f3.checkout())
        .run(f3.build("airflow").into(AIRFLOW))
        .run(f3.build("dbt").into(DBT))
        .run(f3.push(AIRFLOW))
        .run(f3.push(DBT))
        .retry(retry(3))
        .onFailure(tell(f3.team(), "the images could not be built"));
  }

  private Stage deployTo(Environment environment) {
    DataOpsStack stack = f3.stack(environment);
    Output<Savepoint> before = before(environment);
    Output<DbtResult> tested = Output.of("tested_" + environment.name(), DbtResult.class);
    return containers(
            stage("deploy_" + environment.name())
                .in(environment)
                .run(f3.savepoints(environment).take().into(before)),
            stack)
        .run(f3.dbt().deps())
        .run(f3.dbt().run())
        .run(f3.dbt().test().leavingFailuresToGates().into(tested))
        .verify(testsPassed(tested))
        .verify(stack.healthy())
        .timeout(ofMinutes(20))
        .retry(retry(3))
        .onSuccess(tell(f3.team(), "deployed to " + environment.name()).named("tell success"))
        .onFailure(
            tell(f3.team(), "the deployment to " + environment.name() + " failed")
                .named("tell failure"));
  }

  /** Ours by the digest that the release has; then all, each when the one before is healthy. */
  private static Stage containers(Stage stage, DataOpsStack stack) {
    Stage deploying = stage.run(stack.up());
    for (Deploy deployment : stack.deployments()) {
      deploying = deploying.run(deployment);
    }
    return deploying.run(stack.restart());
  }

  /** What a deployment leaves for those who undo it. */
  private static Output<Savepoint> before(Environment environment) {
    return Output.of("before_" + environment.name(), Savepoint.class);
  }

  // CD: cd-rollback.

  /** Validates the request, checks out the commit, deploys it, and verifies. */
  Pipeline rollbackOf(Environment environment) {
    Savepoints savepoints = f3.savepoints(environment);
    DataOpsStack stack = f3.stack(environment);
    Output<Savepoint> before = before(environment);
    return pipeline(
        "cd-rollback-" + environment.name(),
        rollsBack ? on(manual(), failure("cd-deploy", environment)) : on(manual()),
        stage("validate")
            .reading(environment)
            .require(rollbackRequestedIn(environment))
            .run(environment.savepointBehind(before).into(before))
            .verify(savepoints.restorable(before)),
        containers(
                stage("rollback")
                    .in(environment)
                    .require(rollbackRequestedIn(environment))
                    .run(f3.checkout())
                    .run(savepoints.restore(before)),
                stack)
            .verify(stack.healthy())
            .timeout(ofMinutes(15))
            .onSuccess(
                tell(f3.team(), environment.name() + " was rolled back").named("tell success"))
            .onFailure(
                tell(f3.team(), "the rollback of " + environment.name() + " failed")
                    .named("tell failure")));
  }
}
