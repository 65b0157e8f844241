package dev.lockflight.connector.dbt;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The small view of {@code run_results.json}. Immutable.
 *
 * @param which the command that wrote it: {@code build}, {@code run}, … and {@code generate} for
 *     docs generate
 * @param elapsedSeconds as dbt measured it
 */
public record RunResults(
    ArtifactMetadata metadata, String which, List<NodeResult> results, double elapsedSeconds) {
  public RunResults {
    results = List.copyOf(results);
  }

  /** How many ended how, for example {@code model:success → 12}. */
  public Map<String, Integer> counts() {
    Map<String, Integer> counts = new TreeMap<>();
    for (NodeResult result : results) {
      Integer unused =
          counts.merge(result.resourceType() + ":" + result.status().word(), 1, Integer::sum);
    }
    return counts;
  }
}
