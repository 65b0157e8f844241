package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Nothing that a dashboard, notebook or application reads was broken by this build: no node
 * upstream of an exposure failed or was left out because of a failure, and no test of such a node
 * failed. What the build did not touch counts as intact. ERRORED when the project declares no
 * exposure that matches. Immutable.
 *
 * @param among only exposures that match, for example {@code tag:board}; empty for all
 * @see <a href="https://docs.getdbt.com/docs/build/exposures">exposures</a>
 */
public record ExposuresIntact(Output<DbtResult> output, String among) implements Gate {
  public ExposuresIntact {
    NodeSelector unused = selector(among);
  }

  /** Only exposures that match, for example {@code tag:board} or the name of one. */
  public ExposuresIntact among(String selector) {
    return new ExposuresIntact(output, selector);
  }

  @Override
  public GateName name() {
    return GateName.of(
        "dbt exposures intact in " + output.name() + (among.isEmpty() ? "" : " (" + among + ")"));
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
    Manifest manifest = artifacts.manifest();
    RunResults results = artifacts.runResults(Believed.EXECUTING);
    List<ManifestNode> exposures =
        manifest
            .all("exposure")
            .filter(node -> node.config().enabled() && selector(among).matches(node))
            .toList();
    Findings findings = new Findings(artifacts.source(ArtifactKind.RUN_RESULTS));
    if (exposures.isEmpty()) {
      return findings.errored(
          "the project declares no exposure" + (among.isEmpty() ? "" : " that matches " + among));
    }
    Map<String, NodeResult> bad =
        Judgement.of(results, () -> manifest).bad().stream()
            .collect(Collectors.toMap(NodeResult::uniqueId, Function.identity()));
    List<String> broken = new ArrayList<>();
    for (ManifestNode exposure : exposures) {
      List<NodeResult> reasons = reasons(upstream(exposure, manifest), manifest, bad);
      findings.add(exposure.toString(), told(reasons), "nothing upstream failed");
      if (!reasons.isEmpty()) {
        broken.add(exposure.id().name());
      }
    }
    return broken.isEmpty()
        ? findings.passed(exposures.size() + " exposures are intact")
        : findings.failed("broken: " + String.join(", ", broken));
  }

  private static String told(List<NodeResult> reasons) {
    return reasons.isEmpty()
        ? "nothing upstream failed"
        : reasons.stream()
            .map(result -> result.uniqueId() + " " + result.status().word())
            .collect(Collectors.joining(", "));
  }

  /** What of it, or of the tests of it, went wrong. */
  private static List<NodeResult> reasons(
      Set<String> upstream, Manifest manifest, Map<String, NodeResult> bad) {
    return bad.values().stream()
        .filter(
            result ->
                upstream.contains(result.uniqueId())
                    || manifest
                        .node(result.uniqueId())
                        .filter(ManifestNode::isTest)
                        .map(test -> test.dependsOn().stream().anyMatch(upstream::contains))
                        .orElse(false))
        .toList();
  }

  private static Set<String> upstream(ManifestNode exposure, Manifest manifest) {
    Set<String> seen = new LinkedHashSet<>();
    Deque<String> left = new ArrayDeque<>(exposure.dependsOn());
    while (!left.isEmpty()) {
      String id = left.pop();
      if (seen.add(id)) {
        manifest.node(id).ifPresent(node -> left.addAll(node.dependsOn()));
      }
    }
    return seen;
  }

  private static NodeSelector selector(String text) {
    return text.isEmpty() ? NodeSelector.ALL : NodeSelector.of(text);
  }
}
