package dev.lockflight.connector.terraform;

import static dev.lockflight.connector.terraform.InstalledTerraform.WAREHOUSE;
import static dev.lockflight.connector.terraform.TerraformGates.destroysNothing;
import static dev.lockflight.connector.terraform.TerraformGates.planUnchanged;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.testkit.TestKit.assertThat;
import static dev.lockflight.testkit.TestKit.simulate;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.Digest;
import dev.lockflight.Environment;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.json.Json;
import dev.lockflight.run.StepEvent;
import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Plan, approval and apply as stages: the real engine, a real Terraform, people in virtual time.
 */
class TerraformFlowTest {
  private static final Output<TerraformPlan> PLAN = Output.of("plan", TerraformPlan.class);
  private static final Output<TerraformApplied> APPLIED =
      Output.of("applied", TerraformApplied.class);
  private static final Environment PROD =
      environment("prod")
          .isProtected()
          .require(approval("platform"))
          .lock(LockRule.of(LockPolicy.QUEUE).releasedWhileWaiting());

  @TempDir Path directory;
  private Path main;
  private Terraform terraform;
  private Simulation sim;

  @BeforeEach
  void simulated() throws Exception {
    terraform = InstalledTerraform.in(directory.resolve("infra"), WAREHOUSE);
    main = directory.resolve("infra/main.tf");
    sim = simulate(flow());
    for (String step : new String[] {"terraform init", "terraform plan", "terraform apply"}) {
      sim.step(step).isReal();
    }
    for (String gate :
        new String[] {
          "terraform formatted",
          "terraform valid",
          "plan unchanged plan",
          "destroys nothing plan",
          "no terraform drift"
        }) {
      sim.gate(gate).isReal();
    }
  }

  @AfterEach
  void close() {
    if (sim != null) {
      sim.close();
    }
  }

  private Pipeline flow() {
    return pipeline(
        "infrastructure",
        stage("plan")
            .run(terraform.init())
            .run(terraform.plan().into(PLAN))
            .verify(terraform.formatted(), terraform.valid(), destroysNothing(PLAN)),
        stage("apply")
            .in(PROD)
            .require(planUnchanged(PLAN))
            .run(terraform.apply(PLAN).into(APPLIED))
            .verify(terraform.noDrift()));
  }

  private SimulatedRun started() {
    SimulatedRun run = sim.start(Cause.manual(Simulation.ALICE));
    assertThat(run).isWaiting();
    return run;
  }

  private static TerraformPlan planOf(SimulatedRun run) {
    return output(run, PLAN);
  }

  private static <T> T output(SimulatedRun run, Output<T> key) {
    return run.run().outputs().entrySet().stream()
        .filter(each -> each.getKey().output().equals(key.name()))
        .map(each -> Json.read(each.getValue(), key.type()))
        .findFirst()
        .orElseThrow();
  }

  private static Digest shown(SimulatedRun run) {
    return run.run()
        .stage(StageName.of("apply"))
        .approval(GateName.of("platform"))
        .orElseThrow()
        .request()
        .seen();
  }

  private void resize(int size) throws IOException {
    Path unused =
        Files.writeString(
            main, Files.readString(main).replaceAll("default = \\d", "default = " + size));
  }

  @Test
  void approved_plan_is_applied_and_leaves_no_drift() {
    SimulatedRun run = started();

    assertThat(run.approve("platform")).succeeded();
  }

  @Test
  void people_are_shown_the_digest_and_every_change() {
    SimulatedRun run = started();

    assertThat(
            run.run()
                .stage(StageName.of("apply"))
                .approval(GateName.of("platform"))
                .orElseThrow()
                .request()
                .evidence()
                .toString())
        .contains(planOf(run).file().digest().value(), "create terraform_data.warehouse");
  }

  @Test
  void plan_that_is_tampered_with_after_the_approval_was_asked_is_not_applied() throws Exception {
    SimulatedRun run = started();
    Path unused =
        Files.writeString(Path.of(planOf(run).file().path()), "x", StandardOpenOption.APPEND);

    assertThat(run.approve("platform")).failed();

    assertThat(run.run().toString() + run.journal()).contains("Nothing was applied");
    assertThat(main.resolveSibling("terraform.tfstate")).doesNotExist();
  }

  @Test
  void approval_of_one_plan_is_refused_for_another() throws Exception {
    Digest first = shown(started());
    resize(9);
    SimulatedRun changed = started();
    Answer answer = Answer.to(changed.id(), "platform", Principal.of("bob").withGroups("platform"));

    assertThat(shown(changed)).isNotEqualTo(first);
    assertThatThrownBy(() -> changed.approve(answer.having(first)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("changed");
  }

  @Test
  void plan_that_another_run_overtook_is_asked_for_again_and_then_refused_as_stale() {
    SimulatedRun slow = started();
    assertThat(started().approve("platform")).succeeded();

    assertThatThrownBy(() -> slow.approve("platform"))
        .as("prod has changed since people were asked")
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("has changed since it was asked");
    sim.settle();
    assertThat(slow.approve("platform")).failed();

    assertThat(slow.journal().toString()).contains("Saved plan is stale", "plans anew");
  }

  @Test
  void engine_that_dies_between_plan_and_apply_applies_the_plan_that_was_made() {
    SimulatedRun run = started();
    TerraformPlan made = planOf(run);
    sim.crash();

    assertThat(run.approve("platform")).succeeded();

    assertThat(planOf(run)).isEqualTo(made);
    assertThat(output(run, APPLIED).plan()).isEqualTo(made.file().digest());
    assertThat(
            run.journal().stream()
                .filter(entry -> entry.event() instanceof StepEvent.StepStarted)
                .filter(entry -> entry.toString().contains("terraform plan")))
        .hasSize(1);
  }

  @Test
  void apply_without_a_plan_upstream_is_rejected_when_the_pipeline_is_built() {
    assertThatThrownBy(() -> pipeline("p", stage("apply").run(terraform.apply(PLAN).asStep())))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("plan");
  }
}
