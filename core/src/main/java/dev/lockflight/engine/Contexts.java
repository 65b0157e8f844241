package dev.lockflight.engine;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.ItemPath;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.Run;
import java.time.Duration;
import java.time.Instant;

/** Lets steps and gates see the run they are part of. */
final class Contexts {
  /** When a gate does not know itself when time may change its answer. */
  private static final Duration ASK_AGAIN = Duration.ofSeconds(30);

  private final Surroundings surroundings;
  private final StandIns standIns;

  Contexts(Surroundings surroundings, StandIns standIns) {
    this.surroundings = surroundings;
    this.standIns = standIns;
  }

  StepView of(Run run, Attempt attempt) {
    return new StepView(surroundings, run, attempt);
  }

  /** Asks a gate that answers from the run alone, in the time of the turn. */
  Verdict ask(Turn turn, StageNode node, ItemPath path, Gate gate) {
    return ask(
        new GateView(surroundings, turn.run(), node, path, turn.now()), standIns.gate(path, gate));
  }

  /** Asks a gate that reads the world; what it says is redacted. */
  Verdict askInTheWorld(Run run, Effect.AskGate effect) {
    Instant now = surroundings.clock().instant();
    GateView view = new GateView(surroundings, run, effect.node(), effect.path(), now);
    Verdict verdict = ask(view, standIns.gate(effect.path(), effect.gate()));
    return verdict.isPending()
            && verdict.nextAnswerAt().isEmpty()
            && effect.gate().approvals().isEmpty()
        ? Verdict.pendingUntil(now.plus(ASK_AGAIN), verdict.summary())
            .withEvidence(verdict.evidence())
        : verdict;
  }

  private Verdict ask(GateContext context, Gate gate) {
    try {
      return surroundings.redactor().redact(gate.evaluate(context));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Verdict.errored("interrupted while it was asked");
    } catch (Exception e) {
      return Verdict.errored(surroundings.redactor().redact("could not tell: " + told(e)));
    }
  }

  static String told(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank()
        ? problem.getClass().getSimpleName()
        : problem instanceof dev.lockflight.LockflightException
            ? message
            : problem.getClass().getSimpleName() + ": " + message;
  }
}
