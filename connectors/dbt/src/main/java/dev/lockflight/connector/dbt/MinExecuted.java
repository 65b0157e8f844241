package dev.lockflight.connector.dbt;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.Set;

/**
 * At least so many nodes were executed: a selection that matches nothing ends well in dbt's eyes.
 * Skipped and no-op nodes do not count. Immutable.
 *
 * @param resourceType {@code model}, {@code test}, …; empty for all but hooks
 */
public record MinExecuted(Output<DbtResult> output, int least, String resourceType)
    implements Gate {
  public MinExecuted {
    if (least < 1) {
      throw new InvalidDefinitionException("at least 1 node must be demanded: " + least);
    }
  }

  /** Counts only nodes of this type, for example {@code model}. */
  public MinExecuted ofType(String type) {
    return new MinExecuted(output, least, type);
  }

  @Override
  public GateName name() {
    String what = resourceType.isEmpty() ? "nodes" : resourceType + "s";
    return GateName.of("at least " + least + " " + what + " executed in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(
        output,
        context,
        artifacts -> {
          RunResults results = artifacts.runResults(Believed.EXECUTING);
          long executed = results.results().stream().filter(this::counts).count();
          Evidence evidence =
              Evidence.of(
                  "executed",
                  executed,
                  "at least " + least,
                  artifacts.source(ArtifactKind.RUN_RESULTS));
          String summary = executed + " executed";
          return executed >= least
              ? Verdict.passed(summary, evidence)
              : Verdict.failed(summary, evidence);
        });
  }

  private boolean counts(NodeResult result) {
    String type = result.resourceType();
    boolean wanted = resourceType.isEmpty() ? !type.equals("operation") : type.equals(resourceType);
    return wanted && Statuses.executed(result);
  }
}
