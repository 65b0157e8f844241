package dev.lockflight.connector.terraform;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Secret;
import java.nio.file.Path;
import java.util.Map;

/**
 * A Terraform configuration and how to run it: where all its operations begin. Immutable and
 * thread-safe.
 *
 * <pre>{@code
 * Terraform terraform = Terraform.in(Path.of("infrastructure")).inheriting(System.getenv());
 *
 * stage("infra_plan")
 *     .run(terraform.init())
 *     .run(terraform.plan().into(PLAN))
 *     .verify(terraform.formatted(), terraform.valid(), planUnchanged(PLAN)),
 * stage("infra_apply").in(prod)
 *     .run(terraform.apply(PLAN).into(APPLIED))
 *     .verify(terraform.noDrift())
 * }</pre>
 *
 * <p>What is applied is a file that a plan step left, and only while that file is the one whose
 * digest was planned; gates on it are in {@link TerraformGates}. Terraform never asks anything
 * ({@code -input=false}), never calls home ({@code CHECKPOINT_DISABLE}), and its values that are
 * declared sensitive are told to nobody. Tested with Terraform 1.11.
 */
public final class Terraform {
  private final Settings settings;

  private Terraform(Settings settings) {
    this.settings = settings;
  }

  /** The directory of the root module; run by the {@code terraform} on the inherited PATH. */
  public static Terraform in(Path directory) {
    return of("terraform", directory);
  }

  /** The same, run by this program, for example OpenTofu's {@code tofu}, which is not tested. */
  public static Terraform in(Path directory, Path executable) {
    return of(executable.toAbsolutePath().normalize().toString(), directory);
  }

  private static Terraform of(String program, Path directory) {
    return new Terraform(Settings.of(program, directory.toAbsolutePath().normalize()));
  }

  /**
   * Hands on what a program needs to run at all (PATH, HOME, TMPDIR ...), and no {@code TF_*}
   * variable: those of a CI host would change what is planned.
   *
   * @param variables for example {@code System.getenv()}
   * @param alsoNamed more names that may be handed on, for example {@code AWS_REGION}
   */
  public Terraform inheriting(Map<String, String> variables, String... alsoNamed) {
    return new Terraform(settings.inheriting(variables, alsoNamed));
  }

  /** A variable of the environment, for example for a provider or {@code TF_CLI_CONFIG_FILE}. */
  public Terraform environment(String name, String value) {
    return new Terraform(settings.with(settings.command().environment(name, value)));
  }

  /** A variable of the environment that is looked up when Terraform starts, and never shown. */
  public Terraform secretEnvironment(String name, Secret secret) {
    return new Terraform(settings.with(settings.command().secretEnvironment(name, secret)));
  }

  /** The workspace of the state; the selected one unless given. */
  public Terraform workspace(String name) {
    if (name.isBlank()) {
      throw new InvalidDefinitionException("a Terraform workspace must not be blank");
    }
    return environment("TF_WORKSPACE", name);
  }

  /** An input variable, as one would write it after {@code -var name=}. */
  public Terraform variable(String name, String value) {
    return new Terraform(settings.withVariable(name, context -> value, value));
  }

  /** An input variable whose value is a parameter of the pipeline. */
  public Terraform variable(String name, Parameter<?> parameter) {
    return new Terraform(
        settings.withVariable(
            name,
            context -> context.parameter(parameter).toString(),
            "the parameter " + parameter.name()));
  }

  /** An input variable that is handed over as {@code TF_VAR_name} and never shown. */
  public Terraform secretVariable(String name, Secret secret) {
    Settings.checkVariable(name);
    return secretEnvironment("TF_VAR_" + name, secret);
  }

  /** A file of input variables, relative to the directory; later files win over earlier ones. */
  public Terraform variablesFrom(Path file) {
    return new Terraform(settings.withVariablesFile(file.toString()));
  }

  /** Installs providers and modules, and connects the backend. */
  public InitTerraform init() {
    return new InitTerraform(settings);
  }

  /** Compares the configuration with the world, and leaves what it would do as a file. */
  public PlanTerraform plan() {
    return PlanTerraform.of(settings);
  }

  /** Applies exactly the plan that an earlier step left. */
  public ApplyTerraform apply(Output<TerraformPlan> plan) {
    return new ApplyTerraform(settings, plan);
  }

  /** Reads the outputs of the state, the sensitive ones by name only. */
  public ReadOutputs outputs() {
    return new ReadOutputs(settings);
  }

  /** Opens when all files are in the form {@code terraform fmt} would give them. */
  public Gate formatted() {
    return new Formatted(settings);
  }

  /** Opens when the configuration is valid; needs {@link #init()} before. */
  public Gate valid() {
    return new Valid(settings);
  }

  /**
   * Opens when a plan made now would change nothing: the world is as the configuration says. For
   * {@code verify} after an apply, and for a nightly run.
   */
  public Gate noDrift() {
    return new NoDrift(settings, false);
  }

  /**
   * Opens when nobody changed what the state knows of behind Terraform's back; pending changes of
   * the configuration do not matter ({@code -refresh-only}).
   */
  public Gate nothingChangedOutside() {
    return new NoDrift(settings, true);
  }

  @Override
  public String toString() {
    return "terraform " + settings;
  }
}
