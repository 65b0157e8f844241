package dev.lockflight.engine;

import dev.lockflight.Matrix;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Moves a run on: begins stages whose needs are met, advances those that have something to do, and
 * ends the run when every stage has ended. What it keeps between turns can be made anew from the
 * run.
 */
final class AdvanceRun {
  private final Contexts contexts;
  private final Set<StageName> active = new LinkedHashSet<>();
  private final Map<StageName, Integer> activeCells = new HashMap<>();
  private final Map<StageName, Deque<StageNode>> waitingCells = new HashMap<>();

  private Readiness readiness = Readiness.NONE;

  AdvanceRun(Contexts contexts) {
    this.contexts = contexts;
  }

  /** The stages that have begun and not ended. */
  Set<StageName> active() {
    return active;
  }

  /** The first turn after the run was created or loaded. */
  void takeUp(Turn turn) {
    readiness = Readiness.of(turn.pipeline(), turn.run());
    List<StageNode> nodes = turn.pipeline().graph().nodes();
    Deque<StageNode> open = new ArrayDeque<>();
    for (StageNode node : nodes) {
      StageRun stage = turn.run().stage(node.name());
      if (stage.isActive()) {
        noteBegun(node);
        open.add(node);
      }
    }
    for (StageNode node : nodes) {
      if (turn.run().stage(node.name()).status() == RunStatus.PENDING) {
        settle(turn, node, readiness.answer(node), open);
      }
    }
    advance(turn, open);
  }

  /** Something happened that concerns these stages. */
  void advance(Turn turn, Iterable<StageName> stages) {
    Deque<StageNode> open = new ArrayDeque<>();
    for (StageName stage : stages) {
      turn.pipeline().graph().find(stage).ifPresent(open::add);
    }
    advance(turn, open);
  }

  private void advance(Turn turn, Deque<StageNode> open) {
    while (!open.isEmpty()) {
      StageNode node = open.remove();
      if (active.contains(node.name())) {
        new AdvanceStage(turn, node, contexts).advance();
        if (turn.run().stage(node.name()).status().isEnd()) {
          noteEnded(turn, node, open);
        }
      }
    }
    endWhenDone(turn);
  }

  private void settle(Turn turn, StageNode node, Readiness.Answer answer, Deque<StageNode> open) {
    if (turn.run().stage(node.name()).status() != RunStatus.PENDING
        || turn.run().abort().isPresent()) {
      return;
    }
    RunEvent.Created created = turn.run().created();
    if (created.origin().kind() == Origin.Kind.ROLLBACK && !node.gathersCells()) {
      settleRollback(turn, node, open);
    } else if (answer == Readiness.Answer.SKIP && node.gathersCells()) {
      RunEnd.Gathered cells = RunEnd.ofCells(turn.pipeline(), turn.run(), node);
      turn.happened(new StageEvent.StageEnded(node.name(), cells.status(), cells.reason()));
      tellDependents(turn, node, open);
    } else if (answer == Readiness.Answer.SKIP) {
      skip(turn, node, "needs " + node.join() + ": " + endsOf(turn, node), open);
    } else if (answer == Readiness.Answer.WAIT) {
      return;
    } else if (!node.stage().placement().when().holds(created.cause(), created.parameters())) {
      skip(turn, node, "not when " + node.stage().placement().when(), open);
    } else {
      begin(turn, node, open);
    }
  }

  /** Only one stage is rolled back, whatever it had to wait for when it was deployed. */
  private void settleRollback(Turn turn, StageNode node, Deque<StageNode> open) {
    if (turn.run().created().origin().rollsBack(node.stage().name())) {
      begin(turn, node, open);
    } else {
      skip(turn, node, "not part of the rollback", open);
    }
  }

  private void begin(Turn turn, StageNode node, Deque<StageNode> open) {
    Matrix matrix = node.stage().placement().matrix();
    boolean full =
        matrix != null
            && !node.gathersCells()
            && activeCells.getOrDefault(node.stage().name(), 0) >= matrix.maxParallel();
    if (full) {
      waitingCells.computeIfAbsent(node.stage().name(), s -> new ArrayDeque<>()).add(node);
      return;
    }
    noteBegun(node);
    turn.happened(new StageEvent.StageBegun(node.name()));
    open.add(node);
  }

  private void skip(Turn turn, StageNode node, String reason, Deque<StageNode> open) {
    turn.happened(new StageEvent.StageEnded(node.name(), RunStatus.SKIPPED, reason));
    tellDependents(turn, node, open);
  }

  private void noteBegun(StageNode node) {
    active.add(node.name());
    activeCells.merge(node.stage().name(), 1, Integer::sum);
  }

  private void noteEnded(Turn turn, StageNode node, Deque<StageNode> open) {
    active.remove(node.name());
    activeCells.merge(node.stage().name(), -1, Integer::sum);
    Deque<StageNode> waiting = waitingCells.get(node.stage().name());
    if (waiting != null && !waiting.isEmpty() && turn.run().abort().isEmpty()) {
      begin(turn, waiting.remove(), open);
    }
    tellDependents(turn, node, open);
  }

  private void tellDependents(Turn turn, StageNode node, Deque<StageNode> open) {
    StageRun end = turn.run().stage(node.name());
    for (StageNode next : turn.pipeline().graph().dependentsOf(node)) {
      Readiness.Answer answer = readiness.ended(next, node, end);
      settleLater(turn, next, answer, open);
    }
  }

  /** A long chain of skipped stages must not become a deep stack. */
  private final Deque<Runnable> later = new ArrayDeque<>();

  private boolean settling;

  private void settleLater(
      Turn turn, StageNode node, Readiness.Answer answer, Deque<StageNode> open) {
    later.add(() -> settle(turn, node, answer, open));
    if (settling) {
      return;
    }
    settling = true;
    while (!later.isEmpty()) {
      later.remove().run();
    }
    settling = false;
  }

  private static String endsOf(Turn turn, StageNode node) {
    StringBuilder text = new StringBuilder();
    for (StageName need : node.join().needs()) {
      StageRun stage = turn.run().stage(need);
      if (stage.status().isEnd() && stage.status() != RunStatus.SUCCEEDED && text.length() < 300) {
        text.append(text.length() == 0 ? "" : ", ").append(need).append(' ').append(stage.status());
      }
    }
    return text.length() == 0 ? "they ended otherwise" : text.toString();
  }

  private void endWhenDone(Turn turn) {
    Run run = turn.run();
    if (run.isEnded() || !active.isEmpty()) {
      return;
    }
    if (run.abort().isPresent()) {
      turn.happened(new RunEvent.Ended(RunStatus.ABORTED, run.abort().orElse("")));
    } else if (run.endedStages() >= turn.pipeline().graph().nodes().size()) {
      turn.happened(RunEnd.of(turn.pipeline(), run));
    }
  }
}
