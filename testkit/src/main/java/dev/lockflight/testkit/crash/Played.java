package dev.lockflight.testkit.crash;

import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.StageRun;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/**
 * How one play ended.
 *
 * @param writes how often something was written
 * @param end everything that must not depend on a kill, a line each
 * @param leftToPeople whether it waits for a person to decide about an interrupted step
 */
record Played(int writes, List<String> end, boolean leftToPeople, List<String> problems) {
  Optional<String> differenceFrom(Played other) {
    for (int line = 0; line < Math.max(end.size(), other.end.size()); line++) {
      String mine = line < end.size() ? end.get(line) : "nothing more";
      String theirs = line < other.end.size() ? other.end.get(line) : "nothing more";
      if (!mine.equals(theirs)) {
        return Optional.of("it ended with '" + mine + "' instead of '" + theirs + "'");
      }
    }
    return Optional.empty();
  }

  /** Attempts and moments may differ; what came of them may not. */
  static List<String> end(List<Run> runs) {
    List<String> lines = new ArrayList<>();
    for (Run run : runs) {
      lines.add(run.status() + ": " + run.reason());
      new TreeMap<>(run.stages()).values().forEach(stage -> stage(stage, lines));
      run.outputs().forEach((key, value) -> lines.add("output " + key + " = " + value));
      for (Deployment line : run.deployments()) {
        lines.add("deployment " + line.environment() + " " + line.state());
      }
    }
    return lines;
  }

  private static void stage(StageRun stage, List<String> lines) {
    lines.add("stage " + stage.name() + " " + stage.status() + ": " + stage.reason());
    TreeMap<String, String> items = new TreeMap<>();
    stage.steps().forEach((key, step) -> items.put(named(stage, key), "step " + step.state()));
    stage
        .gates()
        .forEach((key, gate) -> items.put(named(stage, key), "gate " + gate.verdict().status()));
    items.forEach((name, said) -> lines.add(name + " " + said));
    stage
        .approvals()
        .forEach((name, approval) -> lines.add("approval " + name + answers(approval.decisions())));
  }

  private static String named(StageRun stage, ItemKey key) {
    return stage.name() + "/" + key.phase().text() + "/" + key.item();
  }

  private static String answers(List<Decision> decisions) {
    return " " + decisions.stream().map(each -> each.by().name() + " " + each.answer()).toList();
  }
}
