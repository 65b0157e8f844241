package dev.lockflight.connector.terraform;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Opens when a plan takes nothing away that was not named. */
record DestroysNothing(Output<TerraformPlan> plan, Set<String> except) implements Gate {
  DestroysNothing {
    except = Set.copyOf(except);
  }

  @Override
  public GateName name() {
    return GateName.of("destroys nothing " + plan.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(plan);
  }

  @Override
  public String describe() {
    return name() + (except.isEmpty() ? "" : " except " + new TreeSet<>(except));
  }

  @Override
  public Verdict evaluate(GateContext context) {
    TerraformPlan planned = context.read(plan);
    List<ResourceChange> gone =
        planned.destroyed().stream().filter(each -> !except.contains(each.address())).toList();
    if (gone.isEmpty()) {
      return Verdict.passed("the plan destroys nothing that may not be: " + planned.summary());
    }
    Evidence[] evidence =
        gone.stream()
            .map(each -> Evidence.of(each.address(), each, "kept", planned.file().readable()))
            .toArray(Evidence[]::new);
    return Verdict.failed(
        "the plan destroys or replaces " + gone + "; name them in the gate if that is meant",
        evidence);
  }
}
