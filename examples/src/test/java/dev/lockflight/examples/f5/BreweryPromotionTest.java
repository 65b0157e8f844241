package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.pullRequest;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Call;
import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StepContext;
import dev.lockflight.connector.docker.PushedImage;
import dev.lockflight.dsl.CallBody;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.proof.PipelinePaths;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a push or a pull request will and will never deploy. Nothing is built. */
class BreweryPromotionTest {
  private static final Principal ROSA = Principal.of("rosa").withGroups("release-managers");
  private static final String DIGEST = "sha256:" + "a".repeat(64);

  @TempDir Path data;
  private Nowhere nowhere;
  private Pipeline brewery;
  private Simulation sim;

  @BeforeEach
  void describe() {
    nowhere = Nowhere.at(data);
    brewery = BreweryPipeline.of(nowhere.project());
    sim = simulate(brewery);
  }

  @AfterEach
  void close() {
    nowhere.close();
  }

  @ParameterizedTest
  @CsvSource({
    "develop, staging, production",
    "develop/taps, staging, production",
    "main, production, staging"
  })
  void the_branch_decides_where_it_goes(String branch, String there, String skipped) {
    SimulatedRun run = sim.start(push(branch));
    if (there.equals("production")) {
      assertThat(run).waitsFor("production").neverDeployedTo("production");
      run.approve("production", ROSA);
    }

    assertThat(run).succeeded().deployedTo(there).neverDeployedTo(skipped);
    assertThat(run).stage(skipped).wasSkipped();
    assertThat(mails()).containsExactly("mail build passed", "mail deployed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"feature/taps", "developer", "develop/a/b", "main/x", "release/1.0"})
  void any_other_branch_is_built_tested_and_skipped(String branch) {
    SimulatedRun run = sim.start(push(branch));

    assertThat(run).succeeded().ranInOrder("image", "integration", "archive");
    assertThat(run).stage("staging").wasSkippedBecause("not when started by push to develop");
    assertThat(run).stage("production").wasSkippedBecause("not when started by push to main");
    assertThat(mails()).containsExactly("mail build passed");
  }

  @Test
  void a_pull_request_is_never_deployed_not_even_from_develop_into_main() {
    SimulatedRun run = sim.start(Cause.pullRequest("develop", "main", Simulation.ALICE));

    assertThat(run).succeeded().neverDeployedTo("staging").neverDeployedTo("production");
  }

  @Test
  void lint_and_unit_run_side_by_side_before_anything_is_built() {
    sim.step("lint/mypy").takes(Duration.ofMinutes(5)).succeeds();
    SimulatedRun run = sim.start(push("develop"));
    assertThat(run).stage("unit").succeeded();
    assertThat(run).neverStarted("image");
    sim.advance(Duration.ofMinutes(5));

    assertThat(run).succeeded().ranInOrder("lint", "image", "staging", "archive");
    assertThat(run).ranInOrder("unit", "image", "security", "staging");
  }

  @Test
  void production_is_never_reached_without_an_approval() {
    assertThat(brewery).everyPathInto("production").passes("production");
    assertThat(brewery)
        .everyPathInto("production")
        .passes("findings in bandit.sarif of bandit: at most 0 HIGH or worse");
    assertThat(PipelinePaths.of(brewery).writesBeforeApproval()).isEmpty();
  }

  @Test
  void who_pushed_cannot_approve() {
    Principal alice = Simulation.ALICE.withGroups("release-managers");
    SimulatedRun run = sim.start(push("main"));

    assertThatThrownBy(() -> run.approve("production", alice))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("alice started the run");
    assertThat(run).waitsFor("production");
  }

  @Test
  void a_rejected_release_is_told_archived_and_not_deployed() {
    SimulatedRun run = sim.start(push("main"));
    run.reject("production", ROSA, "not on a Friday");

    assertThat(run).neverDeployedTo("production").stage("production").rejected();
    assertThat(run).stage("archive").succeeded();
    assertThat(mails()).containsExactly("mail build passed", "mail build failed");
  }

  @Test
  void nobody_answers_for_a_day() {
    SimulatedRun run = sim.start(push("main"));
    sim.advance(Duration.ofHours(24));

    assertThat(run).neverDeployedTo("production").stage("production").expired();
    assertThat(mails()).contains("mail build failed");
  }

  @ParameterizedTest
  @ValueSource(strings = {"develop", "main"})
  void what_was_tested_is_what_is_deployed(String branch) {
    List<String> used = new ArrayList<>();
    String repository = nowhere.project().images().repository();
    PushedImage pushed = new PushedImage(repository, DIGEST, List.of("sha-c0ffee0"));
    sim.step("image/push built")
        .does(
            new Doing(
                step -> {
                  step.addToRelease(repository, DIGEST);
                  return pushed;
                }));
    for (String step : List.of("integration/compose up brewery-integration", deploy(branch))) {
      sim.step(step).does(new Doing(run -> used.add(run.release().artifacts().get(repository))));
    }
    SimulatedRun run = sim.start(push(branch));
    if (branch.equals("main")) {
      run.approve("production", ROSA);
    }

    assertThat(run).succeeded();
    assertThat(used).containsExactly(DIGEST, DIGEST);
  }

  private static String deploy(String branch) {
    return branch.equals("main")
        ? "production/deploy brewery-production"
        : "staging/deploy brewery-staging";
  }

  /** What a step does in place of what it would do. */
  private record Doing(CallBody<Object> body) implements Call<Object> {
    @Override
    public String name() {
      return "doing";
    }

    @Override
    public Object run(StepContext context) throws Exception {
      return body.run(context);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"develop", "main"})
  void tags_move_only_when_it_runs_well(String branch) {
    sim.gate((branch.equals("main") ? "production" : "staging") + "/" + healthy(branch))
        .fails("unhealthy");
    SimulatedRun run = sim.start(push(branch));
    if (branch.equals("main")) {
      run.approve("production", ROSA);
    }

    assertThat(run).isWaiting(); // it is asked again for a minute
    sim.advance(Duration.ofMinutes(1));
    assertThat(run).failed();
    assertThat(sim.effects())
        .extracting(effect -> effect.step().item())
        .doesNotContain("tag branch", "tag latest", "tag version", "publish release");
    assertThat(mails()).containsExactly("mail build passed", "mail build failed");
  }

  private static String healthy(String branch) {
    return "healthy brewery-" + (branch.equals("main") ? "production" : "staging");
  }

  @ParameterizedTest
  @CsvSource({
    "lint/black, image",
    "lint/mypy, image",
    "image/build brewery:build, security",
    "integration/deliver dags, staging",
    "security/bandit, staging"
  })
  void a_step_that_fails_stops_what_follows_and_is_told(String step, String next) {
    SimulatedRun run = sim.step(step).fails("exit code 1").start(push("develop"));

    assertStopped(run, next);
  }

  @ParameterizedTest
  @CsvSource({
    "unit/tests in junit.xml of tests: no failures, image",
    "unit/coverage of lines in coverage.xml of tests at least 80 percent, image",
    "integration/no import errors, staging",
    "security/findings in bandit.sarif of bandit: at most 0 HIGH or worse, staging"
  })
  void a_gate_that_fails_or_cannot_tell_stops_what_follows(String gate, String next) {
    assertStopped(sim.gate(gate).fails("bad").start(push("develop")), next);

    sim = simulate(brewery);
    SimulatedRun errored = sim.gate(gate).errors("the report is cut").start(push("develop"));
    assertThat(errored).stage(gate.substring(0, gate.indexOf('/'))).errored();
    assertThat(errored).neverStarted(next).neverDeployedTo("staging");
    assertThat(mails()).containsExactly("mail build failed");
  }

  private void assertStopped(SimulatedRun run, String next) {
    assertThat(run).failed().neverStarted(next).neverDeployedTo("staging");
    assertThat(run).stage("archive").succeeded();
    assertThat(mails()).containsExactly("mail build failed");
  }

  @Test
  void findings_go_to_github_also_when_they_stop_the_release() {
    sim.gate("security/findings in bandit.sarif of bandit: at most 0 HIGH or worse").fails("1");
    SimulatedRun run = sim.start(push("main"));

    assertThat(run).failed().neverStarted("production");
    assertThat(run).step("security/upload bandit.sarif").succeeded();
  }

  @Test
  void what_is_not_installed_is_skipped_in_the_open() {
    sim.gate("security/trivy").isReal();
    SimulatedRun run = sim.start(push("develop"));

    assertThat(run).succeeded().gate("security/trivy").wasSkipped().becauseOf("not installed");
  }

  @Test
  void the_stack_goes_down_in_every_end() {
    SimulatedRun run = sim.gate("integration/no import errors").fails("1").start(push("develop"));
    assertThat(run).step("integration/compose down brewery-integration").succeeded();

    sim = simulate(brewery);
    sim.step("integration/compose up brewery-integration").neverReturns();
    SimulatedRun aborted = sim.start(pullRequest("main"));
    aborted.abort(Simulation.ALICE, "wrong branch");
    sim.settle();
    assertThat(aborted).stage("integration").aborted();
    assertThat(aborted).step("integration/compose down brewery-integration").succeeded();
  }

  @Test
  void a_mail_that_cannot_be_sent_fails_nothing() {
    sim.step("mail deployed").fails("the server is gone");
    SimulatedRun run = sim.start(push("develop"));

    assertThat(run).succeeded().deployedTo("staging");
  }

  private List<String> mails() {
    return sim.effects().stream()
        .map(effect -> effect.step().item())
        .filter(step -> step.startsWith("mail"))
        .toList();
  }
}
