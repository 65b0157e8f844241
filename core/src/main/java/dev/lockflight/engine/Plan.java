package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Ledger;
import dev.lockflight.ParameterValues;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What a run would do if everything went well. Made from the definition, the ledger and the locks;
 * no gate that reads the world is asked and no step runs.
 */
public record Plan(PipelineName pipeline, Release release, List<PlannedStage> stages) {
  /**
   * One stage, or matrix cell.
   *
   * @param runs whether it would run; {@code why} says why not
   * @param notes where it deploys, what is there now, who holds the lock
   * @param items its gates and steps in order, {@code phase name: what}
   */
  public record PlannedStage(
      StageName stage, boolean runs, String why, List<String> notes, List<String> items) {}

  public Plan {
    stages = List.copyOf(stages);
  }

  /**
   * The plan as the store stands now; nobody need own it.
   *
   * @param pipeline the one that is to be run
   * @throws dev.lockflight.InvalidParameterException when a condition reads a parameter that the
   *     request does not give
   */
  public static Plan of(RunStore store, Pipeline pipeline, StartRequest request) {
    ParameterValues parameters = new ParameterValues(request.cause().inputs());
    List<PlannedStage> stages = new ArrayList<>();
    Readiness readiness = Readiness.of(pipeline, Run.empty(RunId.of("plan")));
    for (StageNode node : pipeline.graph().nodes()) {
      boolean reached = readiness.answer(node) == Readiness.Answer.BEGIN;
      boolean holds = node.stage().placement().when().holds(request.cause(), parameters);
      boolean runs = reached && holds;
      RunStatus end = runs ? RunStatus.SUCCEEDED : RunStatus.SKIPPED;
      pipeline.graph().dependentsOf(node).forEach(next -> readiness.count(next, node, end));
      if (!node.gathersCells()) {
        String why =
            runs
                ? ""
                : reached ? "not when " + node.stage().placement().when() : "needs " + node.join();
        stages.add(new PlannedStage(node.name(), runs, why, notes(store, node), items(node)));
      }
    }
    return new Plan(pipeline.name(), request.release(), stages);
  }

  private static List<String> notes(RunStore store, StageNode node) {
    List<String> notes = new ArrayList<>();
    node.stage()
        .environment()
        .ifPresent(
            environment -> {
              Ledger ledger = store::deployments;
              notes.add((node.stage().deploys() ? "deploys into " : "reads ") + environment);
              notes.add("there now: " + told(ledger.current(environment.name())));
              notes.add("last verified: " + told(ledger.lastVerified(environment.name())));
              lock(store, environment, notes);
            });
    return notes;
  }

  private static String told(Optional<Deployment> deployment) {
    return deployment.map(Deployment::toString).orElse("nothing");
  }

  private static void lock(RunStore store, Environment environment, List<String> notes) {
    for (RunSummary other : store.list(RunStore.Query.UNFINISHED)) {
      other
          .waits()
          .claims()
          .forEach(
              (stage, claim) -> {
                if (claim.held() && claim.environment().equals(environment.name())) {
                  notes.add(
                      "in use by " + other.run() + "/" + stage + ", lock " + environment.lock());
                }
              });
    }
  }

  private static List<String> items(StageNode node) {
    List<String> items = new ArrayList<>();
    for (Phase phase : Phase.values()) {
      for (Gate gate : node.stage().gates(phase)) {
        items.add(phase.text() + " " + gate.name() + ": " + gate.describe());
      }
      for (Step<?> step : node.stage().steps(phase)) {
        items.add(phase.text() + " " + step);
      }
    }
    return items;
  }

  /** The plan as text. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("plan of " + pipeline + " for " + release);
    for (PlannedStage stage : stages) {
      text.append("\n  ").append(stage.runs() ? "run  " : "skip ").append(stage.stage());
      text.append(stage.why().isEmpty() ? "" : " (" + stage.why() + ")");
      stage.notes().forEach(note -> text.append("\n       ").append(note));
      if (stage.runs()) {
        stage.items().forEach(item -> text.append("\n       - ").append(item));
      }
    }
    return text.toString();
  }
}
