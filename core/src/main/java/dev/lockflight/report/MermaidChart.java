package dev.lockflight.report;

import dev.lockflight.Axis;
import dev.lockflight.Condition;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Gate;
import dev.lockflight.Join;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Step;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A pipeline, or a run of it, as a Mermaid flow chart. */
final class MermaidChart {
  private static final int GATES_SHOWN = 6;

  private final Pipeline pipeline;
  private final @Nullable MermaidMarks marks;
  private final Map<StageName, String> ids = new LinkedHashMap<>();
  private final Map<StageName, String> exits = new HashMap<>();
  private final StringBuilder text = new StringBuilder("flowchart TD\n");

  private MermaidChart(Pipeline pipeline, @Nullable MermaidMarks marks) {
    this.pipeline = pipeline;
    this.marks = marks;
    for (Stage stage : pipeline.stages()) {
      ids.put(stage.name(), "s" + ids.size());
      exits.put(stage.name(), exit(stage));
    }
  }

  static String of(Pipeline pipeline) {
    return new MermaidChart(pipeline, null).draw();
  }

  static String of(ReportedRun view) {
    return new MermaidChart(view.pipeline(), new MermaidMarks(view)).draw();
  }

  /** When the stage runs, or empty when always. */
  static Optional<String> condition(Stage stage) {
    Condition when = stage.placement().when();
    return when instanceof Condition.Always ? Optional.empty() : Optional.of("when " + when);
  }

  private String draw() {
    Map<EnvironmentName, List<Stage>> inside = new LinkedHashMap<>();
    for (Stage stage : pipeline.stages()) {
      if (stage.deploys() && stage.environment().isPresent()) {
        EnvironmentName place = stage.environment().get().name();
        inside.computeIfAbsent(place, name -> new ArrayList<>()).add(stage);
      } else {
        nodes(stage, "  ");
      }
    }
    int number = 0;
    for (Map.Entry<EnvironmentName, List<Stage>> environment : inside.entrySet()) {
      String label = MermaidText.label(List.of(environment.getKey().value()));
      line("  subgraph e" + number++ + "[" + label + "]");
      environment.getValue().forEach(stage -> nodes(stage, "    "));
      line("  end");
    }
    pipeline.stages().forEach(this::edges);
    if (marks != null) {
      marks.classes(ids).forEach(this::line);
    }
    return text.toString();
  }

  private void nodes(Stage stage, String indent) {
    String id = id(stage.name());
    gates(stage, Phase.REQUIRE, "r").ifPresent(node -> line(indent + node));
    List<String> lines = new ArrayList<>();
    lines.add(title(stage.name()));
    if (!stage.deploys()) {
      stage.environment().ifPresent(e -> lines.add("reads " + e.name()));
    }
    condition(stage).ifPresent(lines::add);
    matrix(stage).ifPresent(lines::add);
    if (stage.limits().allowFailure()) {
      lines.add("may fail");
    }
    if (marks != null) {
      lines.addAll(marks.remarks(stage.name()));
    }
    String label = MermaidText.label(lines);
    boolean cells = stage.placement().matrix() != null;
    line(indent + id + (cells ? "[[" + label + "]]" : "[" + label + "]"));
    gates(stage, Phase.VERIFY, "v").ifPresent(node -> line(indent + node));
    rollback(stage).ifPresent(label2 -> line(indent + id + "b([" + label2 + "])"));
  }

  private String title(StageName stage) {
    return marks == null ? stage.value() : marks.symbol(stage) + " " + stage;
  }

  private static Optional<String> matrix(Stage stage) {
    return Optional.ofNullable(stage.placement().matrix())
        .map(
            matrix ->
                "matrix "
                    + matrix.axes().stream().map(Axis::name).collect(Collectors.joining(" × "))
                    + ": "
                    + matrix.cells().size()
                    + " cells"
                    + (matrix.maxParallel() == Integer.MAX_VALUE
                        ? ""
                        : ", " + matrix.maxParallel() + " at a time"));
  }

  private Optional<String> gates(Stage stage, Phase phase, String suffix) {
    List<Gate> gates = stage.gates(phase);
    if (gates.isEmpty()) {
      return Optional.empty();
    }
    List<String> names = new ArrayList<>();
    gates.stream().limit(GATES_SHOWN).forEach(gate -> names.add(gate.name().value()));
    if (gates.size() > GATES_SHOWN) {
      names.add("and " + (gates.size() - GATES_SHOWN) + " more");
    }
    return Optional.of(id(stage.name()) + suffix + "{" + MermaidText.label(names) + "}");
  }

  private static Optional<String> rollback(Stage stage) {
    return stage
        .rollback()
        .map(
            back ->
                "rollback: "
                    + back.steps().stream()
                        .map(Step::name)
                        .map(Object::toString)
                        .collect(Collectors.joining(", ")))
        .map(label -> MermaidText.label(List.of(label)));
  }

  private void edges(Stage stage) {
    String id = id(stage.name());
    String entry = entry(stage);
    if (!entry.equals(id)) {
      line("  " + entry + " --> " + id);
    }
    if (!exit(stage).equals(id)) {
      line("  " + id + " --> " + exit(stage));
    }
    if (stage.rollback().isPresent()) {
      line("  " + exit(stage) + " -.->|\"when it fails\"| " + id + "b");
    }
    needs(stage, entry);
  }

  private void needs(Stage stage, String entry) {
    Join join = pipeline.joinOf(stage.name());
    String to = entry;
    if (join.needed() < join.needs().size()) {
      to = id(stage.name()) + "j";
      String any = join.needed() == 1 ? "any of " : "at least " + join.needed() + " of ";
      line("  " + to + "((" + MermaidText.label(List.of(any + join.needs().size())) + "))");
      line("  " + to + " --> " + entry);
    }
    String arrow =
        switch (join.wanted()) {
          case SUCCESS -> join.evenIfSkipped() ? " -->|\"even if skipped\"| " : " --> ";
          case FAILURE -> " -.->|\"when it failed\"| ";
          case ANY_END -> " -.->|\"when it ended\"| ";
        };
    for (StageName need : join.needs()) {
      String from = exits.getOrDefault(need, id(need));
      line("  " + from + arrow + to);
    }
  }

  private String entry(Stage stage) {
    return id(stage.name()) + (stage.gates(Phase.REQUIRE).isEmpty() ? "" : "r");
  }

  private String exit(Stage stage) {
    return id(stage.name()) + (stage.gates(Phase.VERIFY).isEmpty() ? "" : "v");
  }

  private String id(StageName stage) {
    return ids.getOrDefault(stage, "unknown");
  }

  private void line(String line) {
    text.append(line).append('\n');
  }
}
