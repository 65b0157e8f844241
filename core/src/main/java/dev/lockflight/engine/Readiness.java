package dev.lockflight.engine;

import dev.lockflight.Join;
import dev.lockflight.Pipeline;
import dev.lockflight.StageNode;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageRun;
import java.util.List;

/**
 * How many needs of each stage already count, and how many no longer can. Kept along event by
 * event, so that a join of ten thousand stages costs each of them one addition.
 */
final class Readiness {
  /** What the needs of a stage say. */
  enum Answer {
    BEGIN,
    SKIP,
    WAIT
  }

  /** Of a run that has not been taken up. */
  static final Readiness NONE = new Readiness(0);

  private final int[] counted;
  private final int[] lost;

  private Readiness(int nodes) {
    counted = new int[nodes];
    lost = new int[nodes];
  }

  /** As the run stands. */
  static Readiness of(Pipeline pipeline, Run run) {
    List<StageNode> nodes = pipeline.graph().nodes();
    Readiness readiness = new Readiness(nodes.size());
    for (StageNode node : nodes) {
      StageRun stage = run.stage(node.name());
      if (stage.status().isEnd()) {
        pipeline
            .graph()
            .dependentsOf(node)
            .forEach(next -> readiness.count(next, node, stage.status()));
      }
    }
    return readiness;
  }

  /** {@code need}, a need of {@code node}, has ended. */
  Answer ended(StageNode node, StageNode need, StageRun end) {
    count(node, need, end.status());
    return answer(node);
  }

  /** A matrix has not come to its end while any of its cells goes on. */
  Answer answer(StageNode node) {
    Join join = node.join();
    int i = node.index();
    if (counted[i] >= join.needed()) {
      return Answer.BEGIN;
    }
    boolean lastsOn = node.gathersCells() && counted[i] + lost[i] < node.needs().size();
    boolean tooMany = node.needs().size() - lost[i] < join.needed();
    return tooMany && !lastsOn ? Answer.SKIP : Answer.WAIT;
  }

  void count(StageNode node, StageNode need, RunStatus end) {
    if (counts(node.join(), need, end)) {
      counted[node.index()]++;
    } else {
      lost[node.index()]++;
    }
  }

  private static boolean counts(Join join, StageNode need, RunStatus end) {
    if (end == RunStatus.SKIPPED) {
      return join.evenIfSkipped();
    }
    boolean allowed = need.stage().limits().allowFailure() && end != RunStatus.ABORTED;
    boolean good = end == RunStatus.SUCCEEDED || allowed;
    return switch (join.wanted()) {
      case SUCCESS -> good;
      case FAILURE -> end.isBadEnd();
      case ANY_END -> true;
    };
  }
}
