package dev.lockflight.connector.terraform;

import static dev.lockflight.connector.terraform.InstalledTerraform.WAREHOUSE;
import static dev.lockflight.connector.terraform.TerraformGates.destroysNothing;
import static dev.lockflight.connector.terraform.TerraformGates.planUnchanged;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a real Terraform finds, and what it cannot tell. */
class TerraformGatesTest {
  private static final Output<TerraformPlan> PLAN = Output.of("plan", TerraformPlan.class);

  @TempDir Path directory;
  private Terraform terraform;
  private FakeContext context;

  @BeforeEach
  void initialise() throws Exception {
    terraform = InstalledTerraform.in(directory.resolve("infra"), WAREHOUSE);
    context = InstalledTerraform.context(directory.resolve("step"));
    assertThat(terraform.init().withoutBackend().run(context).exitCode()).isZero();
  }

  private Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(context);
  }

  private void apply() throws Exception {
    TerraformPlan plan = terraform.plan().run(context);
    TerraformApplied unused = terraform.apply(PLAN).run(context.with(PLAN, plan));
  }

  private void write(String name, String text) throws IOException {
    Path unused = Files.writeString(directory.resolve("infra").resolve(name), text);
  }

  @Test
  void formatted_files_pass_and_others_are_named() throws Exception {
    assertThat(ask(terraform.formatted()).status()).isEqualTo(Status.PASSED);

    write("ugly.tf", "locals {\n  a   = 1\n  bcd = 2\n   }\n");

    Verdict verdict = ask(terraform.formatted());
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence()).extracting(Evidence::name).containsExactly("ugly.tf");
    assertThat(verdict.summary()).contains("terraform fmt -recursive");
  }

  @Test
  void file_that_cannot_be_parsed_cannot_be_told_to_be_formatted() throws Exception {
    write("broken.tf", "locals {\n");

    assertThat(ask(terraform.formatted()).status()).isEqualTo(Status.ERRORED);
  }

  @Test
  void valid_configuration_passes_and_an_invalid_one_shows_its_diagnostics() throws Exception {
    assertThat(ask(terraform.valid()).status()).isEqualTo(Status.PASSED);

    write("bad.tf", "output \"y\" {\n  value = var.nope\n}\n");

    Verdict verdict = ask(terraform.valid());
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence()).singleElement().extracting(Evidence::name).isEqualTo("bad.tf:2");
    assertThat(verdict.summary()).contains("nope");
  }

  @Test
  void configuration_that_was_not_initialised_cannot_be_told_to_be_valid() throws Exception {
    write("more.tf", "module \"m\" {\n  source = \"./m\"\n}\n");
    Path unused = Files.createDirectories(directory.resolve("infra/m"));

    assertThat(ask(terraform.valid())).asString().contains("ERRORED", "terraform.init()");
  }

  @Test
  void world_as_configured_has_no_drift() throws Exception {
    apply();

    assertThat(ask(terraform.noDrift()).status()).isEqualTo(Status.PASSED);
    assertThat(ask(terraform.nothingChangedOutside()).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void drift_fails_and_names_each_resource() throws Exception {
    apply();

    Verdict verdict = ask(terraform.variable("size", "9").noDrift());

    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).contains("1 to add, 0 to change, 1 to destroy");
    assertThat(verdict.evidence())
        .singleElement()
        .extracting(Evidence::observed)
        .isEqualTo("replace terraform_data.warehouse (cannot_update)");
    assertThat(ask(terraform.nothingChangedOutside()).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void drift_that_cannot_be_looked_for_is_an_error_and_no_drift() throws Exception {
    write("bad.tf", "output \"y\" {\n  value = var.nope\n}\n");

    assertThat(ask(terraform.noDrift())).asString().contains("ERRORED", "bad.tf:2");
  }

  @Test
  void looking_for_drift_waits_for_no_lock_and_leaves_no_file() throws Exception {
    apply();
    try (HeldState held = HeldState.of(directory.resolve("infra"))) {
      assertThat(held).isNotNull();
      assertThat(ask(terraform.noDrift()).status()).isEqualTo(Status.PASSED);
    }
  }

  @Test
  void plan_is_shown_with_its_digest_and_each_change() throws Exception {
    TerraformPlan plan = terraform.plan().run(context);

    Verdict verdict = ask(context.with(PLAN, plan), planUnchanged(PLAN));

    assertThat(verdict.status()).isEqualTo(Status.PASSED);
    assertThat(verdict.evidence())
        .extracting(Evidence::observed)
        .containsExactly(plan.file().digest().value(), "create terraform_data.warehouse");
  }

  @Test
  void changed_plan_fails_and_a_lost_one_is_an_error() throws Exception {
    TerraformPlan plan = terraform.plan().run(context);
    FakeContext knowing = context.with(PLAN, plan);
    Path unused = Files.writeString(Path.of(plan.file().path()), "x", StandardOpenOption.APPEND);

    assertThat(ask(knowing, planUnchanged(PLAN)).status()).isEqualTo(Status.FAILED);

    Files.delete(Path.of(plan.file().path()));
    assertThat(ask(knowing, planUnchanged(PLAN)).status()).isEqualTo(Status.ERRORED);
  }

  @Test
  void plan_that_destroys_is_refused_unless_the_resource_is_named() throws Exception {
    apply();
    TerraformPlan plan = terraform.plan().destroy().run(context);
    FakeContext knowing = InstalledTerraform.context(directory).with(PLAN, plan);

    assertThat(ask(knowing, destroysNothing(PLAN)))
        .asString()
        .contains("FAILED", "delete terraform_data.warehouse");
    assertThat(ask(knowing, destroysNothing(PLAN, "terraform_data.warehouse")).status())
        .isEqualTo(Status.PASSED);
  }

  private static Verdict ask(FakeContext knowing, Gate gate) throws Exception {
    return gate.evaluate(knowing);
  }

  @Test
  void variables_of_a_host_that_would_change_the_plan_are_refused() {
    assertThatThrownBy(() -> terraform.inheriting(Map.of(), "TF_VAR_size"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("TF_VAR_size");
  }
}
