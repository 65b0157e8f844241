package dev.lockflight.connector.terraform;

import static dev.lockflight.connector.terraform.InstalledTerraform.WAREHOUSE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.FailureClass;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Plan and apply with a real Terraform. */
class TerraformTest {
  private static final Output<TerraformPlan> PLAN = Output.of("plan", TerraformPlan.class);

  @TempDir Path directory;
  private Terraform terraform;
  private int contexts;

  @BeforeEach
  void initialise() throws Exception {
    terraform = InstalledTerraform.in(directory.resolve("infra"), WAREHOUSE);
    assertThat(terraform.init().run(context()).exitCode()).isZero();
  }

  private FakeContext context() {
    return InstalledTerraform.context(directory.resolve("step-" + ++contexts));
  }

  private TerraformPlan plan(Terraform planned) throws Exception {
    return planned.plan().run(context());
  }

  private TerraformApplied apply(TerraformPlan plan) throws Exception {
    return terraform.apply(PLAN).run(context().with(PLAN, plan));
  }

  private StepFailedException refused(TerraformPlan plan) {
    return catchThrowableOfType(StepFailedException.class, () -> apply(plan));
  }

  private static TerraformProblem problem(StepFailedException failure) {
    return Objects.requireNonNull((TerraformException) failure.getCause()).problem();
  }

  @Test
  void plan_tells_its_changes_and_its_digest() throws Exception {
    TerraformPlan plan = plan(terraform);

    assertThat(plan.summary()).hasToString("1 to add, 0 to change, 0 to destroy");
    assertThat(plan.changes())
        .containsExactly(new ResourceChange("terraform_data.warehouse", "create", ""));
    assertThat(plan.changesAnything()).isTrue();
    assertThat(plan.file().digest()).isEqualTo(FileDigest.of(Path.of(plan.file().path())));
    assertThat(plan.files().get("plan.txt"))
        .content()
        .contains("terraform_data.warehouse will be created");
  }

  @Test
  void plan_file_holds_sensitive_values_so_only_its_owner_may_read_it() throws Exception {
    Path parent = Path.of(plan(terraform).file().path()).getParent();

    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(parent)))
        .isEqualTo("rwx------");
  }

  @Test
  void applied_plan_gives_typed_outputs_and_keeps_the_sensitive_ones_to_itself() throws Exception {
    TerraformPlan plan = plan(terraform.variable("size", "3"));

    TerraformApplied applied = apply(plan);

    assertThat(applied.plan()).isEqualTo(plan.file().digest());
    assertThat(applied.outputs().value("size", Integer.class)).isEqualTo(3);
    assertThat(applied.outputs().sensitive()).containsExactly("password");
    assertThat(terraform.outputs().run(context())).isEqualTo(applied.outputs());
    assertThat(plan(terraform.variable("size", "3")).changesAnything()).isFalse();
  }

  @Test
  void sensitive_values_stand_in_no_file_that_is_shown() throws Exception {
    FakeContext context = context().with(Secret.of("DB_PASSWORD"), "s3cr3t-from-vault");
    TerraformPlan plan =
        terraform.secretVariable("password", Secret.of("DB_PASSWORD")).plan().run(context);
    TerraformApplied applied = apply(plan);

    assertThat(context.lines().toString() + plan + applied).doesNotContain("s3cr3t", "unspoken");
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path log : files.filter(file -> file.toString().endsWith(".log")).toList()) {
        assertThat(log).content().doesNotContain("s3cr3t", "unspoken");
      }
    }
  }

  @Test
  void tampered_plan_is_not_applied() throws Exception {
    TerraformPlan plan = plan(terraform);
    Path unused = Files.writeString(Path.of(plan.file().path()), "x", StandardOpenOption.APPEND);

    StepFailedException failure = refused(plan);

    assertThat(problem(failure)).isEqualTo(TerraformProblem.PLAN_NOT_APPROVED);
    assertThat(failure)
        .hasMessageContaining(plan.file().digest().value())
        .hasMessageContaining("Nothing was applied; start a new run");
    assertThat(plan(terraform).changesAnything()).isTrue();
  }

  @Test
  void another_plan_in_the_place_of_the_planned_one_is_not_applied() throws Exception {
    TerraformPlan small = plan(terraform);
    TerraformPlan big = plan(terraform.variable("size", "9"));
    Path unused =
        Files.write(Path.of(small.file().path()), Files.readAllBytes(Path.of(big.file().path())));

    assertThat(problem(refused(small))).isEqualTo(TerraformProblem.PLAN_NOT_APPROVED);
  }

  @Test
  void plan_that_is_gone_is_not_applied() throws Exception {
    TerraformPlan plan = plan(terraform);
    Files.delete(Path.of(plan.file().path()));

    assertThat(refused(plan)).hasMessageContaining("is gone").hasMessageContaining("plans anew");
  }

  @Test
  void stale_plan_is_an_error_that_says_what_to_do() throws Exception {
    TerraformPlan plan = plan(terraform);
    TerraformApplied unused = apply(plan);

    StepFailedException failure = refused(plan);

    assertThat(problem(failure)).isEqualTo(TerraformProblem.STALE_PLAN);
    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure)
        .hasMessageContaining("Saved plan is stale")
        .hasMessageContaining("start a new run, which plans anew and asks again");
    assertThat(failure.evidence()).isNotEmpty();
  }

  @Test
  void apply_whose_engine_died_after_terraform_had_finished_succeeds_when_it_is_resumed()
      throws Exception {
    TerraformPlan plan = plan(terraform);
    FakeContext step = context().with(PLAN, plan);
    TerraformApplied first = terraform.apply(PLAN).run(step);

    TerraformApplied again = terraform.apply(PLAN).run(step);

    assertThat(again.outputs()).isEqualTo(first.outputs());
    assertThat(step.lines()).anyMatch(line -> line.contains("had been applied before"));
  }

  @Test
  void apply_whose_engine_died_is_refused_when_something_else_is_left_to_do() throws Exception {
    TerraformPlan plan = plan(terraform);
    FakeContext step = context().with(PLAN, plan);
    TerraformApplied unused = terraform.apply(PLAN).run(step);
    Path main = directory.resolve("infra/main.tf");
    Path changed =
        Files.writeString(main, Files.readString(main).replace("default = 1", "default = 2"));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> terraform.apply(PLAN).run(step));

    assertThat(changed).exists();
    assertThat(problem(failure)).isEqualTo(TerraformProblem.STALE_PLAN);
    assertThat(failure).hasMessageContaining("update terraform_data.warehouse");
  }

  @Test
  void locked_state_is_transient_and_names_who_holds_it() throws Exception {
    try (HeldState held = HeldState.of(directory.resolve("infra"))) {
      StepFailedException failure =
          catchThrowableOfType(StepFailedException.class, () -> plan(terraform));

      assertThat(problem(failure)).isEqualTo(TerraformProblem.STATE_LOCKED);
      assertThat(failure.failureClass()).isEqualTo(FailureClass.TRANSIENT);
      assertThat(failure).hasMessageContaining("force-unlock").hasMessageContaining("acquiring");
      assertThat(held).isNotNull();
    }
    assertThat(plan(terraform).changesAnything()).isTrue();
  }

  @Test
  void broken_configuration_is_fatal_and_names_file_and_line() throws Exception {
    write("bad.tf", "resource \"terraform_data\" \"y\" {\n  input = var.nope\n}\n");

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> plan(terraform));

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure).hasMessageContaining("bad.tf:2").hasMessageContaining("nope");
  }

  @Test
  void missing_variable_is_an_error_and_no_question() throws Exception {
    write("more.tf", "variable \"region\" {}\n");

    assertThat(catchThrowableOfType(StepFailedException.class, () -> plan(terraform)))
        .hasMessageContaining("region");
  }

  @Test
  void variable_that_is_declared_nowhere_is_an_error() {
    assertThat(
            catchThrowableOfType(
                StepFailedException.class, () -> plan(terraform.variable("sise", "3"))))
        .hasMessageContaining("sise");
  }

  @Test
  void directory_that_was_not_initialised_says_so() throws Exception {
    Terraform other =
        InstalledTerraform.in(
            directory.resolve("other"), "module \"m\" {\n  source = \"./m\"\n}\n");
    Path unused = Files.createDirectories(directory.resolve("other/m"));

    StepFailedException failure =
        catchThrowableOfType(StepFailedException.class, () -> plan(other));

    assertThat(problem(failure)).isEqualTo(TerraformProblem.NOT_INITIALISED);
    assertThat(failure).hasMessageContaining("terraform.init()");
  }

  private void write(String name, String text) throws IOException {
    Path unused = Files.writeString(directory.resolve("infra").resolve(name), text);
  }
}
