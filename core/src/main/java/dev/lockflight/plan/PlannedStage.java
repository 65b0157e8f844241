package dev.lockflight.plan;

import dev.lockflight.EnvironmentName;
import dev.lockflight.StageName;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One stage, or one cell of its matrix.
 *
 * @param target null when it has no environment
 * @param inputs the outputs of other stages that its steps and gates read
 * @param gates in the order in which they are asked; none when it is skipped
 * @param steps in the order in which they run; none when it is skipped
 */
public record PlannedStage(
    StageName stage,
    Course course,
    @Nullable Target target,
    List<Input> inputs,
    List<PlannedGate> gates,
    List<PlannedStep> steps) {
  /**
   * Whether it would run if everything went well.
   *
   * @param why why not; empty when it runs
   * @param after what it waits for; empty when nothing
   */
  public record Course(boolean runs, String why, String after) {}

  /**
   * Its environment.
   *
   * @param deploys whether it writes there, or only reads
   */
  public record Target(EnvironmentName environment, boolean deploys) {}

  /** An output that another stage leaves for it. */
  public record Input(String output, StageName from) {}

  public PlannedStage {
    inputs = List.copyOf(inputs);
    gates = List.copyOf(gates);
    steps = List.copyOf(steps);
  }

  public boolean runs() {
    return course.runs();
  }

  /** Where it works, when it has an environment. */
  public Optional<Target> place() {
    return Optional.ofNullable(target);
  }
}
