package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.List;

/**
 * Opens when a plan made now would change nothing: {@code plan -detailed-exitcode} ends with 0,
 * with 2 when it would, with 1 when it could not tell. It takes no lock and writes nothing.
 */
record NoDrift(Settings settings, boolean outsideOnly) implements Gate {
  private static final int CHANGES = 2;

  @Override
  public GateName name() {
    return GateName.of(outsideOnly ? "nothing changed outside terraform" : "no terraform drift");
  }

  @Override
  public String describe() {
    return settings + " plan -detailed-exitcode" + (outsideOnly ? " -refresh-only" : "");
  }

  @Override
  public Verdict evaluate(GateContext context) throws InterruptedException {
    List<String> arguments =
        new ArrayList<>(List.of("-input=false", "-json", "-detailed-exitcode", "-lock=false"));
    if (outsideOnly) {
      arguments.add("-refresh-only");
    }
    arguments.addAll(settings.variableArguments(context));
    Heard heard = Invocation.of(settings, "plan", arguments).ask(context);
    if (heard.exitCode() == 0) {
      return Verdict.passed("the world is as " + what() + " says");
    }
    if (heard.exitCode() != CHANGES) {
      return Verdict.errored(String.valueOf(heard.failure(TerraformProblem.BROKEN).getMessage()));
    }
    return drift(heard.messages());
  }

  private Verdict drift(Messages told) {
    List<ResourceChange> found = new ArrayList<>(told.drifted());
    if (!outsideOnly) {
      found.addAll(told.planned());
    }
    Evidence[] evidence =
        found.stream()
            .map(
                change ->
                    Evidence.of(
                        change.address(), change, "no change", settings.directory().toString()))
            .toArray(Evidence[]::new);
    return Verdict.failed(
        "the world is not as " + what() + " says: " + told.summary() + " " + found, evidence);
  }

  private String what() {
    return outsideOnly ? "the Terraform state" : "the Terraform configuration";
  }
}
