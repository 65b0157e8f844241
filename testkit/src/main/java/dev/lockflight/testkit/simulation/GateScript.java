package dev.lockflight.testkit.simulation;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.time.Duration;

/** Says what a gate of a simulation answers. What was said last counts; it counts from now on. */
public final class GateScript {
  /** What is asked in the place of a gate. */
  @FunctionalInterface
  public interface Question {
    Verdict ask(GateContext context) throws Exception;
  }

  /** Marks that the gate itself is asked. */
  static final Question REAL =
      context -> {
        throw new IllegalStateException("the real gate is asked instead");
      };

  private final Simulation simulation;
  private final ItemPattern at;
  private final int asking;

  GateScript(Simulation simulation, ItemPattern at, int asking) {
    this.simulation = simulation;
    this.at = at;
    this.asking = asking;
  }

  /** Only when it is asked for the {@code number}th time, counted from 1. */
  public GateScript onAsking(int number) {
    return new GateScript(simulation, at, number);
  }

  @CanIgnoreReturnValue
  public Simulation passes(Evidence... evidence) {
    return says(Verdict.passed("as the test says", evidence));
  }

  @CanIgnoreReturnValue
  public Simulation warns(String summary, Evidence... evidence) {
    return says(Verdict.warned(summary, evidence));
  }

  @CanIgnoreReturnValue
  public Simulation fails(String summary, Evidence... evidence) {
    return says(Verdict.failed(summary, evidence));
  }

  /** It could not tell. */
  @CanIgnoreReturnValue
  public Simulation errors(String summary, Evidence... evidence) {
    return says(Verdict.errored(summary, evidence));
  }

  /** It is undecided, and asked again after this long. */
  @CanIgnoreReturnValue
  public Simulation isPending(Duration again) {
    return answers(context -> Verdict.pendingUntil(context.now().plus(again), "not yet"));
  }

  @CanIgnoreReturnValue
  public Simulation says(Verdict verdict) {
    return answers(context -> verdict);
  }

  /** It answers this, on the test's thread. */
  @CanIgnoreReturnValue
  public Simulation answers(Question question) {
    return simulation.say(at, asking, question);
  }

  /** The gate itself is asked, on the test's thread. */
  @CanIgnoreReturnValue
  public Simulation isReal() {
    return answers(REAL);
  }

  /** A gate in the place of another one. */
  record Scripted(Gate gate, Question question) implements Gate {
    @Override
    public dev.lockflight.GateName name() {
      return gate.name();
    }

    @Override
    public Verdict evaluate(GateContext context) throws Exception {
      return question.ask(context);
    }
  }
}
