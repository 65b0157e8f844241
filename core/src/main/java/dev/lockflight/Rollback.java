package dev.lockflight;

import java.util.ArrayList;
import java.util.List;

/**
 * How a stage's environment is brought back: steps in this order, then gates that prove it. It runs
 * by itself when a step or a verification of the stage FAILED, and by hand; it is journalled,
 * resumable, and never rolled back itself.
 *
 * @param whenErrored whether it also runs by itself when a verification could not tell
 */
public record Rollback(List<Step<?>> steps, List<Gate> gates, boolean whenErrored) {
  public Rollback {
    steps = List.copyOf(steps);
    gates = List.copyOf(gates);
    if (steps.isEmpty()) {
      throw new InvalidDefinitionException("a rollback must have at least one step");
    }
  }

  public Rollback then(Step<?> step) {
    List<Step<?>> all = new ArrayList<>(steps);
    all.add(step);
    return new Rollback(all, gates, whenErrored);
  }

  public Rollback then(Operation<?> operation) {
    return then(operation.asStep());
  }

  /** Gates that must open after it; when one does not, the run says that the rollback failed. */
  public Rollback verify(Gate... proofs) {
    List<Gate> all = new ArrayList<>(gates);
    all.addAll(List.of(proofs));
    return new Rollback(steps, all, whenErrored);
  }

  /** Also when a verification ERRORED, that is when nobody knows whether the data is bad. */
  public Rollback alsoWhenErrored() {
    return new Rollback(steps, gates, true);
  }
}
