package dev.lockflight.connector.dbt;

import dev.lockflight.StepContext;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Explains after the fact which references were deferred and why. dbt's rule: a reference to a
 * model, seed or snapshot that also the state has is deferred when the state is favoured and it was
 * not selected, or when the target does not have the relation.
 */
final class Deferral {
  private static final int MOST = 50;
  private final Manifest ours;
  private final Manifest state;
  private final Map<String, String> codes = new HashMap<>();
  private final Set<String> built = new HashSet<>();

  private Deferral(Manifest ours, Manifest state) {
    this.ours = ours;
    this.state = state;
  }

  /** One line per deferred reference; also written to the log, with those that were not. */
  static List<String> explain(
      DbtCommand command, DbtResult.Artifacts artifacts, FoundState found, StepContext context) {
    Path results = artifacts.path(ArtifactKind.RUN_RESULTS.fileName());
    if (!command.options().has(Option.DEFER)
        || !artifacts.files().containsKey("run_results.json")) {
      return List.of();
    }
    Path manifest = artifacts.path(ArtifactKind.MANIFEST.fileName());
    Deferral deferral =
        new Deferral(
            DbtArtifacts.manifest(manifest),
            DbtArtifacts.manifest(found.directory().resolve(ArtifactKind.MANIFEST.fileName())));
    DbtArtifacts.runResults(results).results().forEach(r -> deferral.built.add(r.uniqueId()));
    Set<String> unused = CompiledCode.ofManifest(manifest, deferral.built, deferral.codes::put);
    List<String> lines = deferral.lines(command.options().has(Option.FAVOR_STATE));
    context.log(lines.size() + " references are deferred to " + found.directory());
    lines.stream().limit(MOST).forEach(context::log);
    return lines.stream().limit(MOST).toList();
  }

  private List<String> lines(boolean favored) {
    String why =
        favored
            ? "not selected, and the state is favoured"
            : "not selected, and absent in this target";
    List<String> lines = new ArrayList<>();
    checkProject(lines);
    for (String id : built) {
      for (String parent : ours.node(id).map(ManifestNode::dependsOn).orElse(List.of())) {
        String relation = deferredRelation(id, parent);
        if (!relation.isEmpty()) {
          lines.add(id + " reads " + relation + " for " + parent + ": " + why);
        }
      }
    }
    lines.sort(null);
    return lines;
  }

  /** Where the state has the parent, when the compiled code really reads it there; else empty. */
  private String deferredRelation(String id, String parent) {
    String own = ours.node(parent).map(node -> node.relation().relationName()).orElse("");
    String there =
        state
            .node(parent)
            .filter(ManifestNode::canBeDeferred)
            .map(node -> node.relation().relationName())
            .orElse("");
    boolean reads = !there.isEmpty() && codes.getOrDefault(id, "").contains(there);
    return reads && !there.equals(own) && !built.contains(parent) ? there : "";
  }

  /** Ids begin with the project's name: after a rename nothing is deferred, silently. */
  private void checkProject(List<String> lines) {
    String here = ours.metadata().project().name();
    String there = state.metadata().project().name();
    if (!here.isEmpty() && !there.isEmpty() && !here.equals(there)) {
      lines.add(
          "nothing of project " + here + " can be deferred: the state is of project " + there);
    }
  }
}
