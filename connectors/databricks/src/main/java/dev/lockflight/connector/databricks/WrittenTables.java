package dev.lockflight.connector.databricks;

import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.DbtArtifactException;
import dev.lockflight.connector.dbt.DbtArtifacts;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.dbt.Manifest;
import dev.lockflight.connector.dbt.ManifestNode;
import dev.lockflight.connector.dbt.RunResults;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Which tables a deployment will write, upstream first. */
sealed interface WrittenTables {
  List<TableName> in(StepContext context);

  default Set<Output<?>> reads() {
    return Set.of();
  }

  /** These. */
  record Named(List<TableName> tables) implements WrittenTables {
    @Override
    public List<TableName> in(StepContext context) {
      return tables;
    }
  }

  /** Those of the models, seeds and snapshots that an earlier dbt command has gone through. */
  record OfDbt(Output<DbtResult> result) implements WrittenTables {
    @Override
    public Set<Output<?>> reads() {
      return Set.of(result);
    }

    @Override
    public List<TableName> in(StepContext context) {
      DbtResult ran = context.read(result);
      try {
        Manifest manifest = DbtArtifacts.manifest(ran.artifacts().path("manifest.json"));
        RunResults results = DbtArtifacts.runResults(ran.artifacts().path("run_results.json"));
        requireSameRun(ran, manifest, results);
        return tables(manifest, results);
      } catch (DbtArtifactException e) {
        throw StepFailedException.fatal(
                "no savepoint was taken, because nobody knows what will be written: "
                    + e.getMessage())
            .causedBy(e);
      }
    }

    private void requireSameRun(DbtResult ran, Manifest manifest, RunResults results) {
      String id = ran.invocation().id();
      boolean same =
          id.equals(manifest.metadata().invocationId())
              && id.equals(results.metadata().invocationId());
      if (!same) {
        throw StepFailedException.fatal(
            "no savepoint was taken: the artifacts of "
                + result.name()
                + " are not of invocation "
                + id
                + " any more");
      }
    }

    private List<TableName> tables(Manifest manifest, RunResults results) {
      Set<String> selected =
          results.results().stream()
              .map(node -> node.uniqueId())
              .collect(Collectors.toCollection(LinkedHashSet::new));
      Set<ManifestNode> ordered = new LinkedHashSet<>();
      selected.forEach(id -> visit(id, manifest, ordered, new LinkedHashSet<>()));
      List<TableName> tables = new ArrayList<>();
      for (ManifestNode node : ordered) {
        boolean written = selected.contains(node.id().uniqueId()) && node.canBeDeferred();
        if (written && !node.relation().relationName().isEmpty()) {
          tables.add(TableName.of(node.relation().relationName()));
        }
      }
      if (tables.isEmpty()) {
        throw StepFailedException.fatal(
            "no savepoint was taken: dbt has gone through no table in "
                + result.name()
                + "; give it the result of a build, or of compile with dbt 1.x");
      }
      return tables;
    }

    /** What a node depends on comes before it. */
    private static void visit(
        String id, Manifest manifest, Set<ManifestNode> ordered, Set<String> path) {
      ManifestNode node = manifest.nodes().get(id);
      if (node == null || ordered.contains(node) || !path.add(id)) {
        return;
      }
      node.dependsOn().forEach(upstream -> visit(upstream, manifest, ordered, path));
      boolean unused = ordered.add(node);
    }
  }
}
