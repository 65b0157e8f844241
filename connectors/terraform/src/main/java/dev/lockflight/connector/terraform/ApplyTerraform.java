package dev.lockflight.connector.terraform;

import dev.lockflight.Call;
import dev.lockflight.Digest;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * {@code terraform apply} of a plan file, and of nothing else. Immutable and thread-safe.
 *
 * <p>The file is copied, and the copy is applied only when its digest is the planned one. Terraform
 * itself refuses a plan once the state has changed; that is an error with advice here. One thing is
 * no error: when this very step was interrupted by a crash and Terraform had finished, the state
 * has changed by this plan. Then a plan made now must change nothing, and the step succeeds.
 *
 * <p>When stopped, Terraform gets five minutes to end what it is doing and write its state.
 */
public final class ApplyTerraform implements Call<TerraformApplied> {
  private static final Duration GRACE = Duration.ofMinutes(5);
  private final Settings settings;
  private final Output<TerraformPlan> plan;
  private final Duration grace;

  ApplyTerraform(Settings settings, Output<TerraformPlan> plan) {
    this(settings, plan, GRACE);
  }

  private ApplyTerraform(Settings settings, Output<TerraformPlan> plan, Duration grace) {
    this.settings = settings;
    this.plan = plan;
    this.grace = grace;
  }

  /** How long Terraform may take to end by itself when it is stopped; five minutes unless given. */
  public ApplyTerraform stopWithin(Duration time) {
    return new ApplyTerraform(settings, plan, time);
  }

  @Override
  public String name() {
    return "terraform apply";
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(plan);
  }

  @Override
  public String describe() {
    return settings + " apply " + plan.name();
  }

  /**
   * Applies the plan.
   *
   * @throws StepFailedException TRANSIENT when the state is locked, else FATAL, with a {@link
   *     TerraformException} as cause that says which problem it is
   */
  @Override
  public TerraformApplied run(StepContext context) throws InterruptedException, IOException {
    TerraformPlan planned = context.read(plan);
    Path begun = context.workspace().resolve("apply-begun");
    String digest = planned.file().digest().value();
    boolean again = Files.exists(begun) && Files.readString(begun).equals(digest);
    Path copy = copy(planned, context);
    Path unused = Files.writeString(begun, digest);
    Settings patient = settings.with(settings.command().stopWithin(grace));
    Heard heard =
        Invocation.of(patient, "apply", List.of("-input=false", "-json", copy.toString()))
            .run(context);
    if (heard.exitCode() == 0 && heard.messages().summarised("apply")) {
      return applied(planned, heard.messages().summary(), outputs(heard.messages()));
    }
    TerraformException failure = heard.failure(TerraformProblem.APPLY_FAILED);
    if (again && failure.problem() == TerraformProblem.STALE_PLAN) {
      return appliedBefore(planned, context);
    }
    throw failure.asStepFailure(heard.result().logFile());
  }

  private Path copy(TerraformPlan planned, StepContext context) throws IOException {
    Path file = Path.of(planned.file().path());
    if (!Files.isRegularFile(file)) {
      throw refused("the plan file " + file + " is gone");
    }
    Path copy =
        PrivateDirectory.in(context.workspace(), "apply")
            .resolve(String.valueOf(file.getFileName()));
    Path unused = Files.copy(file, copy);
    Digest found = FileDigest.of(copy);
    if (!found.equals(planned.file().digest())) {
      throw refused(
          "the plan file "
              + file
              + " is "
              + found
              + ", but what was planned and shown is "
              + planned.file().digest());
    }
    return copy;
  }

  private static StepFailedException refused(String what) {
    return new TerraformException(TerraformProblem.PLAN_NOT_APPROVED, what, List.of())
        .asStepFailure("");
  }

  /** The crash came after Terraform's end, if nothing is left to do. */
  private TerraformApplied appliedBefore(TerraformPlan planned, StepContext context)
      throws InterruptedException, IOException {
    TerraformPlan now = PlanTerraform.of(settings).run(context);
    if (now.changesAnything()) {
      throw new TerraformException(
              TerraformProblem.STALE_PLAN,
              "an earlier engine died while it applied the plan, and what is left to do is " + now,
              List.of())
          .asStepFailure(now.file().readable());
    }
    context.log("the plan had been applied before the engine died: nothing is left to do");
    return applied(planned, planned.summary(), new ReadOutputs(settings).run(context));
  }

  private static TerraformApplied applied(
      TerraformPlan planned, TerraformPlan.Summary summary, TerraformOutputs outputs) {
    return new TerraformApplied(planned.file().digest(), summary, outputs);
  }

  private static TerraformOutputs outputs(Messages told) {
    Map<String, String> values = new TreeMap<>();
    Set<String> sensitive = new TreeSet<>();
    told.outputs()
        .forEach(
            (name, output) -> {
              if (output.path("sensitive").asBoolean(true)) {
                sensitive.add(name);
              } else {
                values.put(name, output.path("value").toString());
              }
            });
    return new TerraformOutputs(values, new TreeSet<>(sensitive));
  }
}
