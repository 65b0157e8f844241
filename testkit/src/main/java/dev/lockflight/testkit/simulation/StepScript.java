package dev.lockflight.testkit.simulation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Call;
import dev.lockflight.FailureClass;
import dev.lockflight.testkit.simulation.StepOutcome.Does;
import dev.lockflight.testkit.simulation.StepOutcome.Ending;
import dev.lockflight.testkit.simulation.StepOutcome.Fails;
import dev.lockflight.testkit.simulation.StepOutcome.Real;
import dev.lockflight.testkit.simulation.StepOutcome.Succeeds;
import dev.lockflight.testkit.simulation.StepOutcome.What;
import java.time.Duration;

/** Says how a step of a simulation ends. What was said last counts; it counts from now on. */
public final class StepScript {
  private final Simulation simulation;
  private final ItemPattern at;
  private final int attempt;
  private final Duration takes;

  StepScript(Simulation simulation, ItemPattern at, int attempt, Duration takes) {
    this.simulation = simulation;
    this.at = at;
    this.attempt = attempt;
    this.takes = takes;
  }

  /** Only this attempt, counted from 1; the others end as was said before, or succeed. */
  public StepScript onAttempt(int number) {
    return new StepScript(simulation, at, number, takes);
  }

  /** The attempt ends only when this much time has passed, or when it is interrupted. */
  public StepScript takes(Duration time) {
    return new StepScript(simulation, at, attempt, time);
  }

  /** It succeeds; its output, if it writes one, is a sample of the output's type. */
  @CanIgnoreReturnValue
  public Simulation succeeds() {
    return say(new Succeeds(null), false);
  }

  /** It succeeds with this result. */
  @CanIgnoreReturnValue
  public Simulation succeedsWith(Object result) {
    return say(new Succeeds(result), false);
  }

  /** It fails, and trying again cannot help. */
  @CanIgnoreReturnValue
  public Simulation fails(String message) {
    return say(new Fails(FailureClass.FATAL, message), false);
  }

  /** It fails, and is tried again when it has a retry policy. */
  @CanIgnoreReturnValue
  public Simulation failsTransiently(String message) {
    return say(new Fails(FailureClass.TRANSIENT, message), false);
  }

  /** It goes on until a timeout or an abort interrupts it. */
  @CanIgnoreReturnValue
  public Simulation neverReturns() {
    return say(new Succeeds(null), true);
  }

  /**
   * The engine is killed while the step runs, once, and opened again; then the step does what was
   * said before.
   */
  @CanIgnoreReturnValue
  public Simulation isInterruptedByCrash() {
    return simulation.say(
        at, attempt, new StepOutcome(new Succeeds(null), new Ending(takes, false, true)));
  }

  /** It does this, on the test's thread. */
  @CanIgnoreReturnValue
  public Simulation does(Call<?> body) {
    return say(new Does(body), false);
  }

  /** It does what it really does, on the test's thread. */
  @CanIgnoreReturnValue
  public Simulation isReal() {
    return say(new Real(), false);
  }

  private Simulation say(What what, boolean never) {
    return simulation.say(at, attempt, new StepOutcome(what, new Ending(takes, never, false)));
  }
}
