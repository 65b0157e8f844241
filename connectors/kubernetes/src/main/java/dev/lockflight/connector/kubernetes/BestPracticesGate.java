package dev.lockflight.connector.kubernetes;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** Opens when every container of every workload keeps the rules. Immutable and thread-safe. */
public final class BestPracticesGate implements Gate {
  private final Output<Manifests> manifests;
  private final Set<ManifestRule> rules;

  private BestPracticesGate(Output<Manifests> manifests, Set<ManifestRule> rules) {
    this.manifests = manifests;
    this.rules = Collections.unmodifiableSet(rules);
  }

  static BestPracticesGate of(Output<Manifests> manifests) {
    return new BestPracticesGate(manifests, EnumSet.allOf(ManifestRule.class));
  }

  /** Does not ask for these. */
  public BestPracticesGate without(ManifestRule... unwanted) {
    EnumSet<ManifestRule> fewer = EnumSet.copyOf(rules);
    fewer.removeAll(List.of(unwanted));
    if (fewer.isEmpty()) {
      throw new InvalidDefinitionException("best practices without any rule would always open");
    }
    return new BestPracticesGate(manifests, fewer);
  }

  @Override
  public GateName name() {
    return GateName.of("best practices " + manifests.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(manifests);
  }

  @Override
  public String describe() {
    return name() + " " + rules;
  }

  @Override
  public Verdict evaluate(GateContext context) {
    Manifests left = context.read(manifests);
    return Reading.of(left).verdict(documents -> judge(left, documents));
  }

  private Verdict judge(Manifests left, List<Document> documents) {
    List<Finding> findings =
        documents.stream()
            .flatMap(document -> Workload.findings(document, rules).stream())
            .toList();
    Evidence[] evidence =
        findings.stream().map(each -> each.asEvidence(left)).toArray(Evidence[]::new);
    return findings.isEmpty()
        ? Verdict.passed(documents.size() + " objects keep " + rules)
        : Verdict.failed(findings.size() + " findings, first " + findings.get(0), evidence);
  }
}
