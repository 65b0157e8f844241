package dev.lockflight.connector.terraform;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.process.CommandResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code terraform plan} with {@code -out}: leaves a file, its digest and the list of its changes.
 * Changes nothing but that file, so it is harmless when repeated. Immutable and thread-safe.
 */
public final class PlanTerraform implements Call<TerraformPlan> {
  private static final int CHANGES = 2;
  private final Settings settings;
  private final List<String> arguments;

  private PlanTerraform(Settings settings, List<String> arguments) {
    this.settings = settings;
    this.arguments = List.copyOf(arguments);
  }

  static PlanTerraform of(Settings settings) {
    return new PlanTerraform(settings, List.of());
  }

  /** Plans to destroy everything. */
  public PlanTerraform destroy() {
    return with("-destroy");
  }

  /** Only what belongs to this resource or module; Terraform advises against it as a routine. */
  public PlanTerraform target(String address) {
    return with("-target=" + address);
  }

  /** Plans to make this resource anew, even if nothing changed. */
  public PlanTerraform replace(String address) {
    return with("-replace=" + address);
  }

  /** Plans to take over into the state what was changed outside, and nothing else. */
  public PlanTerraform refreshOnly() {
    return with("-refresh-only");
  }

  private PlanTerraform with(String argument) {
    List<String> all = new ArrayList<>(arguments);
    all.add(argument);
    return new PlanTerraform(settings, all);
  }

  @Override
  public String name() {
    return "terraform plan";
  }

  @Override
  public String describe() {
    return settings + " plan " + String.join(" ", arguments);
  }

  /**
   * Plans.
   *
   * @throws StepFailedException TRANSIENT when the state is locked or a service does not answer,
   *     else FATAL, with Terraform's diagnostics as evidence and a {@link TerraformException} as
   *     cause
   */
  @Override
  public TerraformPlan run(StepContext context) throws InterruptedException, IOException {
    Path file = PrivateDirectory.in(context.workspace(), "plan").resolve("terraform.tfplan");
    List<String> all = new ArrayList<>(List.of("-input=false", "-json", "-detailed-exitcode"));
    all.addAll(arguments);
    all.addAll(settings.variableArguments(context));
    all.add("-out=" + file);
    Heard heard = Invocation.of(settings, "plan", all).run(context);
    boolean changes = heard.exitCode() == CHANGES;
    if ((heard.exitCode() != 0 && !changes) || !Files.isRegularFile(file)) {
      throw heard.failure(TerraformProblem.BROKEN).asStepFailure(heard.result().logFile());
    }
    Messages told = heard.messages();
    TerraformPlan.PlanFile made =
        new TerraformPlan.PlanFile(
            file.toString(),
            FileDigest.of(file),
            readable(file, context),
            settings.directory().toString(),
            told.version());
    return new TerraformPlan(made, told.summary(), told.planned(), told.drifted(), changes);
  }

  /** The plan as text: Terraform leaves sensitive values out, and secrets are redacted. */
  private String readable(Path file, StepContext context) throws InterruptedException {
    Heard shown = Invocation.of(settings, "show", List.of(file.toString())).run(context);
    CommandResult result = shown.result();
    if (shown.exitCode() != 0) {
      throw shown.failure(TerraformProblem.BROKEN).asStepFailure(result.logFile());
    }
    return context.workspace().resolve(result.logFile()).toString();
  }
}
