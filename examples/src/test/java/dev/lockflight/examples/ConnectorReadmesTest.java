package dev.lockflight.examples;

import static dev.lockflight.connector.dbt.DbtGates.dbtSucceeded;
import static dev.lockflight.connector.dbt.DbtGates.everyDomainGuarded;
import static dev.lockflight.connector.dbt.DbtGates.noCrossEnvironmentReferences;
import static dev.lockflight.connector.dbt.DbtGates.sourceFreshness;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static java.time.Duration.ofHours;

import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Secret;
import dev.lockflight.Step;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.dbt.DbtState;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.connector.github.CheckState;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.connector.github.Repository;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** What the READMEs of connectors show that need more than themselves. */
class ConnectorReadmesTest {
  private static final Output<GitHubChecks.Build> BUILT =
      Output.of("built", GitHubChecks.Build.class);
  private static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  private static final Output<DbtResult> FRESH = Output.of("fresh", DbtResult.class);
  private static final Output<DbtResult> PROD = Output.of("prod", DbtResult.class);

  private static Step<GitHubChecks.Build> build() {
    return call("build", context -> new GitHubChecks.Build(12, 0));
  }

  @Test
  void github() {
    try (GitHub github = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")))) {
      Repository warehouse = github.repository("acme/warehouse");
      Pipeline checked =
          pipeline(
              "pull-request",
              on(pullRequest("main")),
              stage("stg_build")
                  .require(
                      warehouse.gates().checksPassed("lint"),
                      warehouse.gates().reviewsApproved(1).byCodeOwners(),
                      warehouse.gates().branchProtected("main").reviews(1))
                  .run(warehouse.checks().report("lockflight/stage", CheckState.IN_PROGRESS))
                  .run(build().into(BUILT))
                  .run(warehouse.onPullRequest().report(BUILT, GitHubChecks::report)));

      assertThat(simulate(checked).start(pullRequest("main"))).succeeded();
    }
  }

  @Test
  void dbt() {
    Environment stage = environment("stage");
    Environment prod = environment("prod").isProtected().require(approval("data-owners"));
    Dbt dbt =
        Dbt.project(Path.of("warehouse"))
            .runBy(LocalDbt.executable(Path.of(".venv/bin/dbt")).inheriting(System.getenv()))
            .secret("DBT_ENV_SECRET_TOKEN", Secret.of("warehouse-token"));
    Pipeline delivery =
        pipeline(
            "delivery",
            on(push("main")),
            stage("stg_build")
                .in(stage)
                .run(
                    dbt.build()
                        .select("tag:deploy")
                        .exclude("tag:heavy")
                        .leavingFailuresToGates()
                        .into(STG))
                .run(dbt.sourceFreshness().leavingFailuresToGates().into(FRESH))
                .verify(
                    testsPassed(STG),
                    sourceFreshness(FRESH),
                    everyDomainGuarded(STG, "orders", "stock")),
            stage("prod_build")
                .in(prod)
                .run(
                    dbt.build()
                        .select("tag:deploy")
                        .deferTo(DbtState.of(STG).notOlderThan(ofHours(6)))
                        .into(PROD))
                .verify(dbtSucceeded(PROD), noCrossEnvironmentReferences(PROD)));

    assertThat(simulate(delivery).start(push("main"))).waitsFor("data-owners");
  }
}
