package dev.lockflight.testkit.assertion;

import dev.lockflight.Gate;
import dev.lockflight.Phase;
import dev.lockflight.Stage;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.StageRun;
import dev.lockflight.run.StepRun;
import java.util.Optional;

/** What became of the rollback of a stage. */
enum RollbackOutcome {
  NEVER_RAN("never ran"),
  RUNNING("is not over"),
  DONE("was done"),
  FAILED("failed");

  private final String words;

  RollbackOutcome(String words) {
    this.words = words;
  }

  String words() {
    return words;
  }

  static RollbackOutcome of(RunRecord record, StageRun run) {
    Optional<Stage> stage = record.pipeline().graph().find(run.name()).map(StageNode::stage);
    boolean ran =
        run.steps().keySet().stream().anyMatch(key -> key.phase() == Phase.ROLLBACK)
            || run.phase() == Phase.ROLLBACK;
    if (!ran || stage.isEmpty()) {
      return NEVER_RAN;
    }
    boolean done = stepsAreDone(stage.get(), run) && gatesAreOpen(stage.get(), run);
    boolean inIt = run.phase() == Phase.ROLLBACK || run.phase() == Phase.VERIFY_ROLLBACK;
    if (run.isActive() && inIt) {
      return RUNNING;
    }
    return done ? DONE : FAILED;
  }

  private static boolean stepsAreDone(Stage stage, StageRun run) {
    return stage.steps(Phase.ROLLBACK).stream()
        .allMatch(step -> step.policy().allowFailure() || isDone(run, step));
  }

  private static boolean isDone(StageRun run, Step<?> step) {
    StepRun.State state =
        run.step(new ItemKey(Phase.ROLLBACK, step.name().value()))
            .map(StepRun::state)
            .orElse(StepRun.State.NEW);
    return state == StepRun.State.SUCCEEDED || state == StepRun.State.SKIPPED;
  }

  private static boolean gatesAreOpen(Stage stage, StageRun run) {
    return stage.gates(Phase.VERIFY_ROLLBACK).stream().allMatch(gate -> isOpen(run, gate));
  }

  private static boolean isOpen(StageRun run, Gate gate) {
    return run.gate(new ItemKey(Phase.VERIFY_ROLLBACK, gate.name().value()))
        .filter(asked -> asked.verdict().opens())
        .isPresent();
  }
}
