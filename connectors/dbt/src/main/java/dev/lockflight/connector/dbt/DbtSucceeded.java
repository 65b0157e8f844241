package dev.lockflight.connector.dbt;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.Set;

/**
 * Everything dbt executed succeeded. Warnings and an empty result make it WARNED; an exit code that
 * contradicts the results makes it ERRORED. Immutable.
 */
public record DbtSucceeded(Output<DbtResult> output) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("dbt succeeded in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, DbtSucceeded::judge);
  }

  private static Verdict judge(Believed artifacts) throws Exception {
    RunResults results = artifacts.runResults(Believed.EXECUTING);
    Manifest manifest = artifacts.manifest();
    Judgement judgement = Judgement.of(results, () -> manifest);
    Findings findings = new Findings(artifacts.source(ArtifactKind.RUN_RESULTS));
    findings.add(Evidence.of("nodes", results.counts(), "all succeed", findings.source()));
    findings.addNodes(judgement.bad(), "success");
    int code = artifacts.result().invocation().exitCode();
    if (!judgement.isClean()) {
      return findings.failed(
          judgement.bad().size() + " of " + results.results().size() + " nodes did not succeed");
    }
    if (code != 0) {
      return findings.errored(
          "every node succeeded, but dbt ended with exit code " + code + "; read its log");
    }
    if (results.results().isEmpty()) {
      return findings.warned("nothing was executed, so nothing has failed");
    }
    findings.addNodes(judgement.warned(), "success");
    return judgement.warned().isEmpty()
        ? findings.passed(results.results().size() + " nodes succeeded")
        : findings.warned(
            judgement.warned().size() + " of " + results.results().size() + " nodes warn");
  }
}
