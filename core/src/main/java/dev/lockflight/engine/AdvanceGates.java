package dev.lockflight.engine;

import dev.lockflight.Decision;
import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.ApprovalRun;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Decides what the gates of a phase do next. They stand in the order pure, checks, people; a closed
 * one hides those behind it, except that all people are asked together.
 */
final class AdvanceGates {
  private static final Verdict NOT_ASKED = Verdict.pending("not asked yet");

  private final Turn turn;
  private final StageNode node;
  private final Contexts contexts;

  AdvanceGates(Turn turn, StageNode node, Contexts contexts) {
    this.turn = turn;
    this.node = node;
    this.contexts = contexts;
  }

  Progressed moveOn(Phase phase) {
    return through(
        node.stage().gates(phase),
        gate -> verdictOf(new ItemPath(node.name(), phase, gate.name().value()), gate));
  }

  /** How far the gates of the phase have come by what they have said; none is asked. */
  static Progressed soFar(StageRun stage, StageNode node, Phase phase) {
    return through(
        node.stage().gates(phase),
        gate ->
            stage
                .gate(new ItemKey(phase, gate.name().value()))
                .map(GateRun::verdict)
                .orElse(NOT_ASKED));
  }

  private static Progressed through(List<Gate> gates, Function<Gate, Verdict> verdictOf) {
    boolean waits = false;
    for (Gate gate : gates) {
      if (waits && gate.kind() != Gate.Kind.PEOPLE) {
        break;
      }
      Verdict verdict = verdictOf.apply(gate);
      if (verdict.isPending()) {
        waits = true;
        if (gate.kind() != Gate.Kind.PEOPLE) {
          break;
        }
      } else if (!verdict.opens()) {
        return Progressed.failed(
            statusOf(verdict), "gate " + gate.name() + ": " + verdict.summary());
      }
    }
    return waits ? Progressed.WAITING : Progressed.DONE;
  }

  /**
   * What the gate says now; asks it when there is a reason to. A gate that also reads the world
   * asks people only when what it saw leaves it to them.
   */
  private Verdict verdictOf(ItemPath path, Gate gate) {
    Optional<Verdict> last = last(path);
    if (last.isPresent() && !last.get().isPending()) {
      return last.get();
    }
    if (gate.kind() == Gate.Kind.PEOPLE && (!gate.readsWorld() || last.isPresent())) {
      new AskPeople(turn, node).askFor(gate);
    }
    return gate.readsWorld() ? askInTheWorld(path, gate, last) : askHere(path, gate);
  }

  private Verdict askInTheWorld(ItemPath path, Gate gate, Optional<Verdict> last) {
    Verdict waiting = Verdict.pending("being asked");
    if (turn.inFlight().has(path)) {
      return last.orElse(waiting);
    }
    Optional<Instant> due = last.flatMap(Verdict::nextAnswerAt);
    boolean isDue = due.isPresent() && !due.get().isAfter(turn.now());
    if (isDue || isNews(path, gate, last)) {
      turn.inFlight().asks(path, people(gate));
      turn.then(new Effect.AskGate(node, path, gate));
    } else {
      due.ifPresent(turn::wakeAt);
    }
    return last.orElse(waiting);
  }

  /** Whether people were asked, or have answered, since the gate was asked last. */
  private boolean isNews(ItemPath path, Gate gate, Optional<Verdict> last) {
    return turn.inFlight()
        .known(path)
        .map(known -> !known.equals(people(gate)))
        .orElseGet(() -> last.isEmpty() || gate.approvals().isEmpty() || changed(path, gate));
  }

  /** The same by the journal, when this process has not asked the gate itself. */
  private boolean changed(ItemPath path, Gate gate) {
    Instant asked =
        turn.run()
            .stage(node.name())
            .gate(ItemKey.of(path))
            .map(run -> run.evaluations().get(run.evaluations().size() - 1).at())
            .orElse(Instant.MIN);
    return people(gate).stream()
        .flatMap(Optional::stream)
        .flatMap(
            approval ->
                Stream.concat(
                    Stream.of(approval.request().askedAt()),
                    approval.decisions().stream().map(Decision::at)))
        .anyMatch(at -> !at.isBefore(asked));
  }

  /** What people were asked for the gate, and what they answered. */
  private List<Optional<ApprovalRun>> people(Gate gate) {
    StageRun stage = turn.run().stage(node.name());
    return gate.approvals().stream().map(rule -> stage.approval(rule.name())).toList();
  }

  /** Pure gates and approvals answer from the run itself, so they are asked on the spot. */
  Verdict askHere(ItemPath path, Gate gate) {
    Verdict verdict = contexts.ask(turn, node, path, gate);
    record(path, verdict);
    verdict.nextAnswerAt().ifPresent(turn::wakeAt);
    return verdict;
  }

  /** Written only when the answer is another than before. */
  void record(ItemPath path, Verdict verdict) {
    Optional<Verdict> last = last(path);
    if (last.isEmpty() || !last.get().equals(verdict)) {
      turn.happened(new StageEvent.GateDecided(path, verdict));
    }
  }

  private Optional<Verdict> last(ItemPath path) {
    return turn.run().stage(node.name()).gate(ItemKey.of(path)).map(GateRun::verdict);
  }

  private static RunStatus statusOf(Verdict verdict) {
    if (verdict.status() == Verdict.Status.ERRORED) {
      return RunStatus.ERRORED;
    }
    return switch (verdict.refusal()) {
      case NONE -> RunStatus.FAILED;
      case REJECTED -> RunStatus.REJECTED;
      case EXPIRED -> RunStatus.EXPIRED;
    };
  }
}
