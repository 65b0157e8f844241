package dev.lockflight.report;

import dev.lockflight.Deployment;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/** Everything a report of a run shows, stages in list order, a matrix in front of its cells. */
record ReportedRun(
    Pipeline pipeline, Run run, List<ReportStage> stages, List<ReportDecision> decisions) {
  /** Something that went wrong: a stage, or an item of it. */
  record Problem(ReportStage stage, ReportItem item) {}

  static ReportedRun of(Pipeline pipeline, Run run, Iterable<JournalEntry> journal) {
    return of(pipeline, run, StepFailures.of(journal), ReportDecision.of(journal));
  }

  /** Without what only the journal knows. */
  static ReportedRun of(Pipeline pipeline, Run run) {
    return of(pipeline, run, StepFailures.NONE, List.of());
  }

  private static ReportedRun of(
      Pipeline pipeline, Run run, StepFailures failures, List<ReportDecision> decisions) {
    Set<StageName> undone = new HashSet<>();
    for (Deployment line : run.deployments()) {
      if (line.state() == Deployment.State.ROLLED_BACK) {
        undone.add(line.stage());
      }
    }
    List<ReportStage> stages = new ArrayList<>();
    for (List<StageNode> nodes : inListOrder(pipeline)) {
      List<ReportStage> some = new ArrayList<>();
      for (StageNode node : nodes) {
        boolean gone = undone.contains(node.name());
        some.add(ReportStage.of(run.stage(node.name()), node, failures, gone));
      }
      if (some.get(0).gathersCells()) {
        some.set(0, some.get(0).gathering(List.copyOf(some.subList(1, some.size()))));
      }
      stages.addAll(some);
    }
    Set<StageName> gone = new TreeSet<>(run.stages().keySet());
    pipeline.graph().nodes().forEach(node -> gone.remove(node.name()));
    for (StageName name : gone) {
      stages.add(ReportStage.of(run.stage(name), null, failures, undone.contains(name)));
    }
    return new ReportedRun(pipeline, run, stages, decisions);
  }

  private static Collection<List<StageNode>> inListOrder(Pipeline pipeline) {
    Map<StageName, List<StageNode>> byStage = new LinkedHashMap<>();
    pipeline.stages().forEach(stage -> byStage.put(stage.name(), new ArrayList<>()));
    for (StageNode node : pipeline.graph().nodes()) {
      List<StageNode> nodes = byStage.computeIfAbsent(node.stage().name(), n -> new ArrayList<>());
      nodes.add(node.gathersCells() ? 0 : nodes.size(), node);
    }
    return byStage.values();
  }

  /** Up to when what still runs is counted: the last event. */
  Instant asOf() {
    return run.changedAt();
  }

  Span span() {
    return new Span(run.createdAt(), run.endedAt().orElse(null));
  }

  /** Steps and gates that failed or could not tell, without those that may fail. */
  List<Problem> problems() {
    return having(Mark::isBad);
  }

  private List<Problem> having(Predicate<Mark> wanted) {
    List<Problem> problems = new ArrayList<>();
    for (ReportStage stage : stages) {
      for (ReportItem item : stage.items()) {
        if (wanted.test(item.mark())) {
          problems.add(new Problem(stage, item));
        }
      }
    }
    return problems;
  }

  /** Gates that warned, and steps and gates that failed and may. */
  List<Problem> warnings() {
    return having(Mark.WARNED::equals);
  }

  /** Stages that ended badly although none of their steps and gates did. */
  List<ReportStage> unexplained() {
    return stages.stream().filter(ReportStage::isUnexplained).toList();
  }
}
