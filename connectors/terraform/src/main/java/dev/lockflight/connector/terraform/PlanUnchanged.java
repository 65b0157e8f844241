package dev.lockflight.connector.terraform;

import dev.lockflight.Digest;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Shows a plan to people, and that it is still the one that was made. */
record PlanUnchanged(Output<TerraformPlan> plan) implements Gate {
  private static final int MOST = 200;

  @Override
  public GateName name() {
    return GateName.of("plan unchanged " + plan.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(plan);
  }

  @Override
  public Verdict evaluate(GateContext context) throws IOException {
    TerraformPlan planned = context.read(plan);
    Path file = Path.of(planned.file().path());
    if (!Files.isRegularFile(file)) {
      return Verdict.errored(
          "the plan file " + file + " is gone. " + TerraformProblem.PLAN_NOT_APPROVED.advice());
    }
    Digest found = FileDigest.of(file);
    Digest made = planned.file().digest();
    List<Evidence> evidence = new ArrayList<>();
    evidence.add(Evidence.of("plan file", found, made, file.toString()));
    for (ResourceChange change : planned.changes().stream().limit(MOST).toList()) {
      evidence.add(
          Evidence.of(change.address(), change, "looked at by people", planned.file().readable()));
    }
    Evidence[] all = evidence.toArray(Evidence[]::new);
    return found.equals(made)
        ? Verdict.passed(
            "the plan of " + planned.file().directory() + ": " + planned.summary(), all)
        : Verdict.failed("the plan file " + file + " is not the one that was planned", all);
  }
}
