package dev.lockflight.report;

import dev.lockflight.Phase;
import dev.lockflight.StageName;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a run adds to the chart of its pipeline: signs, times and a class for each status. */
final class MermaidMarks {
  private static final int CELLS_NAMED = 5;

  private final ReportedRun view;
  private final Map<StageName, List<ReportStage>> byStage = new HashMap<>();

  MermaidMarks(ReportedRun view) {
    this.view = view;
    for (ReportStage stage : view.stages()) {
      StageName name = stage.definition().map(d -> d.name()).orElse(stage.name());
      byStage.computeIfAbsent(name, n -> new ArrayList<>()).add(stage);
    }
  }

  String symbol(StageName stage) {
    return mark(stage).symbol();
  }

  /** Lines to stand below the stage's name. */
  List<String> remarks(StageName name) {
    List<String> lines = new ArrayList<>();
    for (ReportStage stage : stages(name)) {
      if (!stage.isCell()) {
        lines.add(Words.joined(", ", status(stage), stage.span().text(view.asOf())));
        lines.add(stage.counted());
      }
    }
    List<ReportStage> cells = stages(name).stream().filter(ReportStage::isCell).toList();
    cells.stream()
        .filter(cell -> cell.mark().isBad())
        .limit(CELLS_NAMED)
        .forEach(cell -> lines.add(cell.mark().symbol() + " " + cell.name()));
    return lines;
  }

  /** The class of every node, and what the classes look like. */
  List<String> classes(Map<StageName, String> ids) {
    Map<Mark, List<String>> nodes = new EnumMap<>(Mark.class);
    ids.forEach(
        (stage, id) -> {
          put(nodes, mark(stage), id);
          worst(stage, Phase.REQUIRE).ifPresent(mark -> put(nodes, mark, id + "r"));
          worst(stage, Phase.VERIFY).ifPresent(mark -> put(nodes, mark, id + "v"));
          worst(stage, Phase.ROLLBACK).ifPresent(mark -> put(nodes, mark, id + "b"));
        });
    List<String> lines = new ArrayList<>();
    nodes.keySet().forEach(mark -> lines.add("  classDef " + mark.word() + " " + style(mark)));
    nodes.forEach((mark, all) -> lines.add("  class " + String.join(",", all) + " " + mark.word()));
    return lines;
  }

  private static void put(Map<Mark, List<String>> nodes, Mark mark, String id) {
    nodes.computeIfAbsent(mark, m -> new ArrayList<>()).add(id);
  }

  private Mark mark(StageName name) {
    return stages(name).stream()
        .filter(stage -> !stage.isCell())
        .map(ReportStage::mark)
        .findFirst()
        .orElse(Mark.PENDING);
  }

  private Optional<Mark> worst(StageName stage, Phase phase) {
    return stages(stage).stream()
        .flatMap(each -> each.items().stream())
        .filter(item -> item.key().phase() == phase)
        .map(ReportItem::mark)
        .max(Comparator.naturalOrder());
  }

  private List<ReportStage> stages(StageName stage) {
    return byStage.getOrDefault(stage, List.of());
  }

  private static String status(ReportStage stage) {
    return stage.mark().name() + (stage.rolledBack() ? ", rolled back" : "");
  }

  private static String style(Mark mark) {
    return switch (mark) {
      case PENDING, SKIPPED, SUPERSEDED -> "fill:#f1f3f4,stroke:#9aa0a6,color:#3c4043";
      case SUCCEEDED -> "fill:#e6f4ea,stroke:#137333,color:#0d3b1e";
      case OVERRIDDEN, WARNED -> "fill:#fef7e0,stroke:#b06000,color:#5b3200";
      case RUNNING -> "fill:#e8f0fe,stroke:#1967d2,color:#0b2f66";
      case WAITING -> "fill:#f3e8fd,stroke:#8430ce,color:#3d1466";
      case ABORTED, EXPIRED, REJECTED, ERRORED, FAILED ->
          "fill:#fce8e6,stroke:#c5221f,color:#5c100e";
    };
  }
}
