package dev.lockflight.connector.dbt;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * How the results of an invocation are to be read, by the rules of the engine that wrote them.
 *
 * <p>dbt 1.x lists a node as skipped only because something before it failed. dbt 2.x also lists
 * what has nothing to execute, such as ephemeral models: there a skip counts only when something
 * failed.
 *
 * @param errors broke, or could not be judged
 * @param failedTests ran and found something
 * @param skipped did not run because something before them failed
 * @param executed how many ran at all
 */
record Judgement(
    List<NodeResult> errors,
    List<NodeResult> failedTests,
    List<NodeResult> skipped,
    List<NodeResult> warned,
    int executed) {
  /**
   * Judges.
   *
   * @param manifest asked only when something was skipped
   */
  static Judgement of(RunResults results, Supplier<Manifest> manifest) {
    List<NodeResult> errors = new ArrayList<>();
    List<NodeResult> failed = new ArrayList<>();
    List<NodeResult> skipped = new ArrayList<>();
    List<NodeResult> warned = new ArrayList<>();
    int executed = 0;
    for (NodeResult result : results.results()) {
      switch (result.status()) {
        case FAIL -> failed.add(result);
        case ERROR, PARTIAL_SUCCESS, RUNTIME_ERROR, UNKNOWN -> errors.add(result);
        case SKIPPED -> skipped.add(result);
        case WARN -> warned.add(result);
        case SUCCESS, NO_OP, REUSED, PASS -> {}
      }
      executed +=
          result.status() == NodeStatus.SKIPPED || result.status() == NodeStatus.NO_OP ? 0 : 1;
    }
    boolean bad = !errors.isEmpty() || !failed.isEmpty();
    boolean secondEngine = !results.metadata().dbtVersion().startsWith("1.");
    if (!skipped.isEmpty()) {
      Manifest known = manifest.get();
      boolean unused =
          skipped.removeIf(
              result ->
                  (secondEngine && !bad)
                      || known
                          .node(result.uniqueId())
                          .map(ManifestNode::isEphemeral)
                          .orElse(false));
    }
    return new Judgement(errors, failed, skipped, warned, executed);
  }

  boolean isClean() {
    return errors.isEmpty() && failedTests.isEmpty() && skipped.isEmpty();
  }

  /** Whether gates can decide: everything that ran was judged, and only tests found something. */
  boolean onlyTestsFailed() {
    return errors.isEmpty() && !failedTests.isEmpty();
  }

  /** What went wrong, causes first. */
  List<NodeResult> bad() {
    List<NodeResult> all = new ArrayList<>(errors);
    all.addAll(failedTests);
    all.addAll(skipped);
    return all;
  }
}
