package dev.lockflight.report;

import dev.lockflight.Action;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Rollback;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.Trigger;
import dev.lockflight.Window;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** How one stage's environment is brought back, in words, as its pipeline declares it. */
final class Playbook {
  /**
   * An answer of several lines; steps are numbered.
   *
   * @param typed whether the lines are commands
   */
  record Answer(String question, List<String> lines, boolean typed) {
    Answer {
      lines = List.copyOf(lines);
    }

    private Answer(String question, List<String> lines) {
      this(question, lines, false);
    }

    private Answer(String question, String line) {
      this(question, List.of(line));
    }
  }

  private final Pipeline pipeline;
  private final Stage stage;
  private final Environment environment;

  private Playbook(Pipeline pipeline, Stage stage, Environment environment) {
    this.pipeline = pipeline;
    this.stage = stage;
    this.environment = environment;
  }

  /** One for each stage that deploys. */
  static List<Playbook> all(Pipeline pipeline) {
    return pipeline.stages().stream()
        .filter(Stage::deploys)
        .flatMap(stage -> stage.environment().stream().map(e -> new Playbook(pipeline, stage, e)))
        .toList();
  }

  String title() {
    return stage.name() + " in " + environment.name();
  }

  List<Answer> answers() {
    List<Answer> all = new ArrayList<>();
    all.add(new Answer("by itself", byItself()));
    List<Step<?>> steps = steps();
    if (!steps.isEmpty()) {
      all.add(new Answer("in this order", numbered(steps)));
      all.add(new Answer("data", data(steps)));
    }
    List<String> proofs = gates().stream().map(Playbook::told).toList();
    if (!proofs.isEmpty()) {
      all.add(new Answer("proven by", proofs));
    }
    List<String> stays = stays();
    if (!stays.isEmpty()) {
      all.add(new Answer("stays as it is unless a step above undoes it", stays));
    }
    if (!environment.windows().isEmpty()) {
      all.add(new Answer("windows", windows()));
    }
    all.add(new Answer("by hand, on the command line", commands(), true));
    return all;
  }

  /** Whether the stage deploys an older release again, as it is started with it. */
  private boolean goesBack() {
    return stage.gates(Phase.REQUIRE).contains(environment.rollbackRequested());
  }

  private String byItself() {
    if (goesBack()) {
      List<String> failures =
          pipeline.triggers().stream()
              .filter(Trigger.Failure.class::isInstance)
              .map(Object::toString)
              .toList();
      return failures.isEmpty()
          ? "never; a person starts this pipeline with the older release"
          : "on the " + String.join(", ", failures) + ", to what was verified last";
    }
    return stage
        .rollback()
        .map(
            rollback ->
                rollback.whenErrored()
                    ? "when a step or a verification FAILED or ERRORED"
                    : "when a step or a verification FAILED; not when it ERRORED")
        .orElse("never: the stage declares no rollback, what it wrote stays");
  }

  private List<Step<?>> steps() {
    return goesBack() ? stage.steps() : stage.rollback().map(Rollback::steps).orElse(List.of());
  }

  private List<Gate> gates() {
    return stage.gates(goesBack() ? Phase.VERIFY : Phase.VERIFY_ROLLBACK);
  }

  private static List<String> numbered(List<Step<?>> steps) {
    List<String> lines = new ArrayList<>();
    for (Step<?> step : steps) {
      lines.add(lines.size() + 1 + ". " + told(step));
    }
    return lines;
  }

  private static String told(Step<?> step) {
    return named(step.name().value(), step.operation().describe());
  }

  private static String told(Gate gate) {
    return named(gate.name().value(), gate.describe());
  }

  private static String named(String name, String does) {
    return name.equals(does) ? name : name + ": " + does;
  }

  private static String data(List<Step<?>> steps) {
    List<String> restoring =
        steps.stream()
            .filter(step -> Savepoints.areRestoredBy(step.operation()))
            .map(step -> step.name().value())
            .toList();
    return restoring.isEmpty()
        ? "no savepoint is restored; data is what the steps above make of it"
        : "restored from the savepoint by " + String.join(", ", restoring);
  }

  /** What the deployment did besides; nobody but its author knows whether that is undone. */
  private List<String> stays() {
    return goesBack()
        ? List.of()
        : Stream.of(Phase.RUN, Phase.ON_SUCCESS)
            .flatMap(phase -> stage.steps(phase).stream())
            .filter(step -> !Savepoints.areTakenBy(step.operation()))
            .map(Playbook::told)
            .toList();
  }

  private List<String> windows() {
    return environment.windows().stream()
        .map(
            (Window window) ->
                window.actions().contains(Action.ROLLBACK)
                    ? "keeps a rollback out while it is closed: " + window
                    : "a rollback passes it: " + window)
        .toList();
  }

  private List<String> commands() {
    String in = " --environment " + environment.name();
    List<String> all = new ArrayList<>();
    all.add("status");
    if (stage.rollback().isPresent() && !goesBack()) {
      all.add("rollback" + in + " --reason <why>");
      all.add("rollback" + in + " --to <commit> --reason <why>");
    } else if (pipeline.isStartedBy(Cause.manual(Principal.ENGINE))) {
      all.add("run --pipeline " + pipeline.name() + " --trigger manual --commit <older commit>");
    }
    all.add("veto --commit <bad commit>" + in + " --reason <why>");
    all.add("unhold" + in + " --reason <repaired how>");
    return all;
  }
}
