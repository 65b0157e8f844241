package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Every domain has tests that guard it, and they ran. A test guards a domain when its own {@code
 * meta.domain} is the domain or it has a tag of that name. Whether it passed is the matter of
 * {@link TestsPassed}. Immutable.
 *
 * @param guards only tests that match this count, for example {@code tag:guardrail}; empty for all
 */
public record EveryDomainGuarded(
    Output<DbtResult> output, List<String> domains, int least, String guards) implements Gate {
  private static final Set<String> TESTING = Set.of("build", "test");

  public EveryDomainGuarded {
    domains = List.copyOf(domains);
    if (domains.isEmpty() || least < 1) {
      throw new InvalidDefinitionException(
          "at least one domain and one guard must be demanded: " + domains + ", " + least);
    }
    NodeSelector unused = guards.isEmpty() ? NodeSelector.ALL : NodeSelector.of(guards);
  }

  /** So many tests must guard each domain. */
  public EveryDomainGuarded byAtLeast(int tests) {
    return new EveryDomainGuarded(output, domains, tests, guards);
  }

  /** Only tests that match count, for example {@code tag:guardrail}. */
  public EveryDomainGuarded among(String selector) {
    return new EveryDomainGuarded(output, domains, least, selector);
  }

  @Override
  public GateName name() {
    return GateName.of("every domain guarded in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public String describe() {
    return name().value()
        + " "
        + domains
        + " by at least "
        + least
        + (guards.isEmpty() ? "" : " " + guards);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, this::judge);
  }

  private Verdict judge(Believed artifacts) throws Exception {
    Manifest manifest = artifacts.manifest();
    Set<String> executed = new HashSet<>();
    for (NodeResult result : artifacts.runResults(TESTING).results()) {
      if (Statuses.executed(result) && result.status() != NodeStatus.ERROR) {
        executed.add(result.uniqueId());
      }
    }
    Findings findings = new Findings(artifacts.source(ArtifactKind.RUN_RESULTS));
    List<String> unguarded = new ArrayList<>();
    for (String domain : domains) {
      List<String> there = guardsOf(domain, manifest);
      long ran = there.stream().filter(executed::contains).count();
      findings.add(
          "guards of " + domain,
          there.size() + " defined, " + ran + " executed",
          "at least " + least);
      if (ran < least) {
        unguarded.add(domain);
      }
    }
    return unguarded.isEmpty()
        ? findings.passed(domains.size() + " domains are guarded")
        : findings.failed(
            "not guarded by " + least + " executed tests: " + String.join(", ", unguarded));
  }

  private List<String> guardsOf(String domain, Manifest manifest) {
    NodeSelector among = guards.isEmpty() ? NodeSelector.ALL : NodeSelector.of(guards);
    return manifest.nodes().values().stream()
        .filter(ManifestNode::isTest)
        .filter(among::matches)
        .filter(
            node ->
                domain.equals(node.config().meta().get("domain"))
                    || node.config().tags().contains(domain))
        .map(node -> node.id().uniqueId())
        .toList();
  }
}
