package dev.lockflight;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a gate may know besides the run: what it decided before, and what people answered. */
public interface GateContext extends RunContext {
  /** One earlier evaluation of the same gate. */
  record Evaluation(Instant at, Verdict verdict) {}

  /** Earlier verdicts of this gate since it was reached, oldest first. */
  List<Evaluation> earlier();

  /** The moment the gate was reached for the first time. */
  Instant reachedAt();

  /** What was asked for this approval, once it has been. */
  Optional<ApprovalRequest> request(GateName approval);

  /** The answers that still count: bound to what the present request shows, oldest first. */
  List<Decision> decisions(GateName approval);
}
