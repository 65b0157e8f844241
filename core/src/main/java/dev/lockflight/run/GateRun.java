package dev.lockflight.run;

import dev.lockflight.GateContext.Evaluation;
import dev.lockflight.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What a gate has said so far, oldest first. */
public record GateRun(List<Evaluation> evaluations) {
  public GateRun {
    evaluations = List.copyOf(evaluations);
  }

  GateRun and(Verdict verdict, Instant at) {
    List<Evaluation> all = new ArrayList<>(evaluations);
    all.add(new Evaluation(at, verdict));
    return new GateRun(all);
  }

  /** The last one. */
  public Verdict verdict() {
    return evaluations.get(evaluations.size() - 1).verdict();
  }

  public Instant reachedAt() {
    return evaluations.get(0).at();
  }
}
