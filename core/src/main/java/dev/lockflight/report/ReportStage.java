package dev.lockflight.report;

import dev.lockflight.Environment;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stage, a cell of its matrix or the point where the cells come together, as reports show it.
 *
 * @param node its place in the graph; null when the pipeline no longer has it
 * @param cells those that come together here
 * @param rolledBack whether its deployment was undone
 */
record ReportStage(
    StageRun run,
    @Nullable StageNode node,
    List<ReportItem> items,
    List<ReportStage> cells,
    boolean rolledBack) {
  static ReportStage of(
      StageRun run, @Nullable StageNode node, StepFailures failures, boolean rolledBack) {
    Stage stage = node == null || node.gathersCells() ? null : node.stage();
    return new ReportStage(run, node, ReportItems.of(stage, run, failures), List.of(), rolledBack);
  }

  ReportStage gathering(List<ReportStage> all) {
    return new ReportStage(run, node, items, all, rolledBack);
  }

  StageName name() {
    return run.name();
  }

  Optional<Stage> definition() {
    return Optional.ofNullable(node).map(StageNode::stage);
  }

  Optional<Environment> environment() {
    return definition().flatMap(Stage::environment);
  }

  boolean gathersCells() {
    return node != null && node.gathersCells();
  }

  boolean isCell() {
    return node != null && !node.cell().isEmpty();
  }

  private boolean mayFail() {
    return definition().map(stage -> stage.limits().allowFailure()).orElse(false);
  }

  /** Its mark: a failure that was allowed is a warning, and cells at work are work. */
  Mark mark() {
    if (run.status() == RunStatus.PENDING
        && cells.stream().anyMatch(c -> c.mark() != Mark.PENDING)) {
      return Mark.RUNNING;
    }
    Mark mark = Mark.of(run.status());
    return mark == Mark.FAILED && mayFail() ? Mark.WARNED : mark;
  }

  /** Whether it ended badly although none of its steps and gates did. */
  boolean isUnexplained() {
    return mark().isBad()
        && !gathersCells()
        && items.stream().noneMatch(item -> item.mark().isBad());
  }

  /** From its beginning to its end; for cells that come together, from the first one's on. */
  Span span() {
    Optional<Instant> begun =
        cells.stream()
            .flatMap(cell -> cell.run().begunAt().stream())
            .min(Comparator.naturalOrder())
            .or(run::begunAt);
    return new Span(begun.orElse(null), run.endedAt().orElse(null));
  }

  /** Where it goes, in words. */
  String place() {
    return environment()
        .map(
            e -> (definition().map(Stage::deploys).orElse(false) ? " in " : " reading ") + e.name())
        .orElse("");
  }

  /** How many cells stand how, in words; nothing for a stage without cells. */
  String counted() {
    Map<Mark, Integer> counts = new EnumMap<>(Mark.class);
    for (ReportStage cell : cells) {
      var unused = counts.merge(cell.mark(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .map(each -> each.getValue() + " " + each.getKey().word())
        .collect(Collectors.joining(", "));
  }

  /** Status and reason, where the mark alone does not say it all. */
  String remark() {
    String status = run.status().isBadEnd() ? run.status().name() : "";
    boolean untold = rolledBack && !run.reason().contains("rolled back");
    String undone = untold ? (status.isEmpty() ? "" : ", ") + "rolled back" : "";
    String head = status + undone;
    return head.isEmpty() || run.reason().isBlank()
        ? head + run.reason()
        : head + ": " + run.reason();
  }
}
