package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.List;
import java.util.Set;

/**
 * Every model that matches enforces a contract. Ephemeral models have no relation to promise
 * anything about and are left out; that no model matches is ERRORED. Immutable.
 */
public record ContractsEnforced(Output<DbtResult> output, String selector) implements Gate {
  public ContractsEnforced {
    NodeSelector unused = NodeSelector.of(selector);
  }

  @Override
  public GateName name() {
    return GateName.of("contracts enforced on " + selector + " in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, this::judge);
  }

  private Verdict judge(Believed artifacts) throws Exception {
    NodeSelector wanted = NodeSelector.of(selector);
    List<ManifestNode> models =
        artifacts
            .manifest()
            .all("model")
            .filter(node -> !node.isEphemeral() && node.config().enabled() && wanted.matches(node))
            .toList();
    List<ManifestNode> without =
        models.stream().filter(node -> !node.contract().enforced()).toList();
    Findings findings = new Findings(artifacts.source(ArtifactKind.MANIFEST));
    findings.add(
        "models of " + selector,
        models.size() - without.size() + " of " + models.size() + " with contract",
        "all");
    without.forEach(
        node ->
            findings.add(node.id().uniqueId(), "no enforced contract", "contract.enforced: true"));
    if (models.isEmpty()) {
      return findings.errored("no model matches " + selector + "; look at the selector");
    }
    return without.isEmpty()
        ? findings.passed(models.size() + " models enforce a contract")
        : findings.failed(without.size() + " of " + models.size() + " models enforce no contract");
  }
}
