package dev.lockflight.connector.dbt;

import dev.lockflight.Evidence;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Decides what an ended dbt has done: by its artifacts, once they are believed, and by the exit
 * code only where it contradicts them.
 */
final class Conclusion {
  private static final int MOST = 20;
  private final DbtCommand command;
  private final DbtVersion version;
  private final DbtInvocation invocation;
  private final DbtRunner.Exit exit;
  private final DbtResult.Artifacts artifacts;

  Conclusion(
      DbtCommand command,
      DbtVersion version,
      DbtInvocation invocation,
      DbtRunner.Exit exit,
      DbtResult.Artifacts artifacts) {
    this.command = command;
    this.version = version;
    this.invocation = invocation;
    this.exit = exit;
    this.artifacts = artifacts;
  }

  DbtResult result(Map<String, String> stamp, Optional<FoundState> state, StepContext context) {
    String id = exit.invocationId();
    if (exit.code() > 128 || (id != null && !exit.completed())) {
      throw problem(
          DbtProblem.KILLED,
          "was killed before it came to its end (exit code " + exit.code() + ")");
    }
    if (command.verb().leaves() == Verb.Leaves.NOTHING) {
      checkExit();
      return result(id == null ? "" : id, stamp, Figures.NONE, List.of());
    }
    if (id == null) {
      throw failed();
    }
    Provenance provenance = new Provenance(id, stamp);
    Figures figures =
        switch (command.verb().leaves()) {
          case RESULTS -> results(provenance);
          case SOURCES -> sources(provenance);
          case CATALOG -> written(ArtifactKind.CATALOG, provenance);
          default -> written(ArtifactKind.MANIFEST, provenance);
        };
    List<String> deferred =
        state.map(found -> Deferral.explain(command, artifacts, found, context)).orElse(List.of());
    return result(id, stamp, figures, deferred);
  }

  private Figures results(Provenance provenance) {
    Path file = file(ArtifactKind.RUN_RESULTS);
    RunResults results = DbtArtifacts.runResults(file);
    provenance.check(results, file, command.verb().which(version));
    Judgement judgement =
        Judgement.of(results, () -> DbtArtifacts.manifest(file(ArtifactKind.MANIFEST)));
    boolean left = command.gatesDecide() && judgement.onlyTestsFailed();
    if (!judgement.isClean() && !left) {
      throw failedNodes(judgement);
    }
    if (exit.code() != 0 && !left) {
      throw failed();
    }
    boolean compiledByRust = command.verb() == Verb.COMPILE && version.isSecondEngine();
    if (results.results().isEmpty() && !compiledByRust) {
      refuseEmpty();
    }
    return new Figures(
        results.which(), results.counts(), results.elapsedSeconds(), judgement.bad());
  }

  private Figures sources(Provenance provenance) {
    Path file = file(ArtifactKind.SOURCES);
    Sources sources = DbtArtifacts.sources(file);
    provenance.check(sources.metadata(), file);
    Map<String, Integer> counts = new TreeMap<>();
    List<NodeResult> bad = new ArrayList<>();
    for (SourceResult source : sources.results()) {
      Integer unused = counts.merge("source:" + source.status().word(), 1, Integer::sum);
      if (source.status().isBad()) {
        String message =
            source.error().isEmpty() ? "newest row " + source.newest() : source.error();
        bad.add(new NodeResult(source.uniqueId(), source.status(), message, null, 0, ""));
      }
    }
    if (!command.gatesDecide() && !bad.isEmpty()) {
      throw failedNodes(new Judgement(List.of(), bad, List.of(), List.of(), bad.size()));
    }
    if (!command.gatesDecide()) {
      checkExit();
    }
    if (sources.results().isEmpty() && exit.code() == 0) {
      refuseEmpty();
    }
    return new Figures("freshness", counts, 0, bad);
  }

  private Figures written(ArtifactKind kind, Provenance provenance) {
    checkExit();
    provenance.check(ArtifactReader.head(kind, file(kind)), file(kind));
    List<String> words = command.verb().words(version);
    String which = command.verb() == Verb.DOCS_GENERATE ? "generate" : words.get(words.size() - 1);
    return new Figures(which, Map.of(), 0, List.of());
  }

  private void refuseEmpty() {
    if (!command.mayBeEmpty()) {
      throw problem(
          DbtProblem.NOTHING_SELECTED, "selected nothing: " + command.options().outline());
    }
  }

  private void checkExit() {
    if (exit.code() != 0) {
      throw failed();
    }
  }

  /** A file that must be there: without it, dbt's own words say why. */
  private Path file(ArtifactKind kind) {
    if (!artifacts.files().containsKey(kind.fileName())) {
      throw failed();
    }
    return artifacts.path(kind.fileName());
  }

  private StepFailedException failed() {
    String words = String.join("\n", exit.errors());
    return problem(
        DbtProblem.of(words, DbtProblem.NO_RESULTS),
        "failed with exit code "
            + exit.code()
            + (words.isEmpty() ? "" : ": " + RunResultsReader.brief(words)));
  }

  private StepFailedException failedNodes(Judgement judgement) {
    List<NodeResult> bad = judgement.bad();
    DbtProblem problem =
        judgement.errors().isEmpty() ? DbtProblem.TESTS_FAILED : common(judgement.errors());
    List<Evidence> evidence = new ArrayList<>();
    String source = Evidences.source(artifacts, ArtifactKind.RUN_RESULTS);
    for (NodeResult node : bad.subList(0, Math.min(bad.size(), MOST))) {
      evidence.add(
          Evidence.of(
              node.uniqueId(), node.status().word() + " " + node.message(), "success", source));
    }
    String words =
        exit.errors().isEmpty()
            ? ""
            : ": " + RunResultsReader.brief(String.join("; ", exit.errors()));
    return new DbtException(
            problem,
            command.name()
                + " has "
                + bad.size()
                + " nodes that did not succeed, first "
                + bad.get(0)
                + words
                + " ("
                + invocation.log()
                + ")")
        .asStepFailure(evidence);
  }

  /** A problem all errors share, as a lost connection or a project that dbt 2.x cannot compile. */
  private static DbtProblem common(List<NodeResult> errors) {
    List<DbtProblem> told =
        errors.stream()
            .map(error -> DbtProblem.of(error.message(), DbtProblem.NODES_FAILED))
            .distinct()
            .toList();
    DbtProblem first = told.get(0);
    boolean known = first == DbtProblem.CONNECTION || first == DbtProblem.BROKEN_PROJECT;
    return told.size() == 1 && known ? first : DbtProblem.NODES_FAILED;
  }

  private StepFailedException problem(DbtProblem problem, String what) {
    return new DbtException(
            problem,
            command.name()
                + " in "
                + invocation.project()
                + " "
                + what
                + " (log "
                + invocation.log()
                + ")")
        .asStepFailure(List.of());
  }

  private DbtResult result(
      String id, Map<String, String> stamp, Figures figures, List<String> deferred) {
    List<NodeResult> bad = figures.bad();
    return new DbtResult(
        new DbtResult.Invocation(figures.which(), id, version.text(), exit.code(), stamp),
        figures.counts(),
        Duration.ofMillis(Math.round(figures.seconds() * 1000)),
        artifacts,
        new DbtResult.Failures(
            bad.size(), bad.stream().limit(MOST).map(NodeResult::toString).toList()),
        deferred);
  }

  /** What the artifacts tell. */
  private record Figures(
      String which, Map<String, Integer> counts, double seconds, List<NodeResult> bad) {
    static final Figures NONE = new Figures("", Map.of(), 0, List.of());
  }
}
