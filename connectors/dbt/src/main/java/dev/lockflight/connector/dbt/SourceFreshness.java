package dev.lockflight.connector.dbt;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.GateName;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every source that has a freshness threshold in the manifest was asked and is fresh enough. dbt
 * leaves a source whose query broke out of sources.json without a word, so the expected set comes
 * from the manifest: one that is missing is FAILED. A warning makes it WARNED; that no source has a
 * threshold is ERRORED. Immutable.
 *
 * @param selector empty for all sources
 */
public record SourceFreshness(Output<DbtResult> output, String selector, boolean warningsFail)
    implements Gate {
  public SourceFreshness {
    NodeSelector unused = selector.isEmpty() ? NodeSelector.ALL : NodeSelector.of(selector);
  }

  /** Only these sources, for example {@code tag:key}; select the same ones in the command. */
  public SourceFreshness of(String wanted) {
    return new SourceFreshness(output, wanted, warningsFail);
  }

  /** A source that is only due for a warning fails it too. */
  public SourceFreshness failingOnWarnings() {
    return new SourceFreshness(output, selector, true);
  }

  @Override
  public GateName name() {
    return GateName.of(
        "sources " + selector + (selector.isEmpty() ? "" : " ") + "fresh in " + output.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(output);
  }

  @Override
  public String describe() {
    return name().value() + (warningsFail ? ", warnings fail" : "");
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return Believed.judge(output, context, this::judge);
  }

  private Verdict judge(Believed artifacts) throws Exception {
    NodeSelector wanted = selector.isEmpty() ? NodeSelector.ALL : NodeSelector.of(selector);
    List<String> expected =
        artifacts
            .manifest()
            .all("source")
            .filter(node -> node.hasFreshness() && node.config().enabled() && wanted.matches(node))
            .map(node -> node.id().uniqueId())
            .toList();
    Map<String, SourceResult> found = new HashMap<>();
    artifacts.sources().results().forEach(source -> found.put(source.uniqueId(), source));
    Findings findings = new Findings(artifacts.source(ArtifactKind.SOURCES));
    if (expected.isEmpty()) {
      return findings.errored("no source has a freshness threshold; nothing was checked");
    }
    int stale = 0;
    int due = 0;
    for (String id : expected) {
      SourceResult source = found.get(id);
      findings.add(id, told(source), "pass");
      boolean warns = source != null && source.status() == NodeStatus.WARN;
      due += warns ? 1 : 0;
      stale += !warns && (source == null || source.status() != NodeStatus.PASS) ? 1 : 0;
    }
    if (stale > 0 || (warningsFail && due > 0)) {
      return findings.failed(
          stale + due + " of " + expected.size() + " sources are not fresh, or nobody knows");
    }
    return due > 0
        ? findings.warned(due + " of " + expected.size() + " sources are due for new data")
        : findings.passed(expected.size() + " sources are fresh");
  }

  private static String told(@Nullable SourceResult source) {
    if (source == null) {
      return "missing from sources.json: its query failed or it was not selected";
    }
    String newest = source.maxLoadedAt().map(at -> ", newest row " + at).orElse("");
    return source.status().word()
        + newest
        + (source.error().isEmpty() ? "" : ": " + source.error());
  }
}
