package dev.lockflight.examples.f1;

import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.connector.github.GitHub;
import dev.lockflight.connector.github.GitHubLogin;
import dev.lockflight.connector.github.GitHubSettings;
import dev.lockflight.examples.Workplace;
import dev.lockflight.proof.Bypass;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the flows of the F1 project will and will never do. Nothing is deployed. */
class F1PromotionTest {
  private static final Principal QA = Principal.of("quinn").withGroups("qa");
  private static final Principal PRODUCT = Principal.of("paula").withGroups("product");
  private static final Principal OPERATOR = Principal.of("otto").withGroups("operators");
  private static final Principal OWNER = Principal.of("dana").withGroups("data-owners");
  private static final Cause TO_MAIN = Cause.pullRequest("dev", "main", Simulation.ALICE);

  @TempDir Path data;
  private GitHub github;
  private F1Project f1;

  @BeforeEach
  void describe() {
    github = GitHub.open(GitHubSettings.of(GitHubLogin.token("none")));
    Workplace place = new Workplace(Path.of("dbt"), LocalDbt.executable("dbt"), data);
    Path nowhere = Path.of("nowhere");
    f1 = new F1Project(place, github.repository("acme/f1"), nowhere, nowhere, Map.of());
  }

  @AfterEach
  void close() {
    github.close();
  }

  @Test
  void a_pull_request_is_merged_when_the_checklist_is_ticked() {
    SimulatedRun run = simulate(F1AnalyticsCi.pullRequests(f1)).start(pullRequest("dev"));

    assertThat(run).succeeded().ranInOrder("stage_build", "merge_to_dev").deployedTo("stage");
  }

  @Test
  void a_failed_test_is_told_and_never_merged() {
    Simulation sim = simulate(F1AnalyticsCi.pullRequests(f1));
    sim.gate("stage_build/dbt tests passed in built").fails("3 of 20 tests failed");
    SimulatedRun run = sim.start(pullRequest("dev"));

    assertThat(run).failed().neverStarted("merge_to_dev");
    assertThat(sim.effects())
        .extracting(effect -> effect.step().item())
        .contains("pull request report stage", "bad")
        .doesNotContain("good", "merge pull request");
  }

  @Test
  void prod_is_reached_only_by_what_was_verified_in_stage() {
    Pipeline cd = F1AnalyticsCd.approvedFirst(f1);
    SimulatedRun skipped = simulate(cd).start(TO_MAIN);
    assertThat(skipped).failed().atGate("verified in stage").neverDeployedTo("prod");

    Simulation sim = simulate(F1AnalyticsCi.staging(f1), cd);
    assertThat(sim.start(push("dev"), "c0ffee")).succeeded();
    assertThat(sim.start(pullRequest("main"), "c0ffee")).waitsFor("final approval");
  }

  @Test
  void the_safer_order_lets_nobody_write_prod_before_people_approved() {
    Pipeline safer = F1AnalyticsCd.approvedFirst(f1);

    assertThat(safer).everyPathInto("prod").passes("final approval");
    assertThat(safer).everyPathInto("prod").passes("rollback plan prepared");
    assertThat(PipelinePaths.of(safer).writesBeforeApproval()).isEmpty();
  }

  @Test
  void the_drawn_order_writes_prod_first_and_is_told_so() {
    assertThat(PipelinePaths.of(F1AnalyticsCd.asDrawn(f1)).writesBeforeApproval())
        .extracting(Bypass::toString)
        .singleElement()
        .asString()
        .contains("stage prod_build can be entered without any approval");
  }

  @Test
  void all_four_must_sign_before_prod_is_built() {
    Simulation sim = simulate(F1AnalyticsCi.staging(f1), F1AnalyticsCd.approvedFirst(f1));
    assertThat(sim.start(push("dev"), "c0ffee")).succeeded();
    SimulatedRun run = sim.start(pullRequest("main"), "c0ffee");
    run.approve("manual testing in stage complete", QA);
    run.approve("stakeholders notified", PRODUCT);
    run.approve("rollback plan prepared", OPERATOR);
    assertThat(run).isWaiting().neverDeployedTo("prod");
    run.approve("final approval", OWNER);

    assertThat(run).succeeded().ranInOrder("prod_build", "merge_to_main");
  }

  @Test
  void a_bad_prod_is_rolled_back_and_not_merged() {
    Simulation sim = simulate(F1AnalyticsCi.staging(f1), F1AnalyticsCd.asDrawn(f1));
    sim.gate("points of gold_analytics.team_performance in prod is not negative").fails("-3");
    sim.gate("prod is usable").passes();
    assertThat(sim.start(push("dev"), "c0ffee")).succeeded();
    SimulatedRun run = sim.start(pullRequest("main"), "c0ffee");

    assertThat(run).failed().stage("prod_build").rolledBack();
    assertThat(run).neverStarted("merge_to_main");
  }
}
