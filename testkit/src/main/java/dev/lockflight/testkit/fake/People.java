package dev.lockflight.testkit.fake;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import dev.lockflight.GateName;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** What people were asked for, and what they answered. */
final class People {
  private final List<ApprovalRequest> requests = new CopyOnWriteArrayList<>();
  private final List<Decision> decisions = new CopyOnWriteArrayList<>();

  void ask(ApprovalRequest request) {
    requests.add(request);
  }

  void decide(Decision decision) {
    decisions.add(decision);
  }

  /** The newest request for that approval. */
  Optional<ApprovalRequest> request(GateName approval) {
    return requests.stream()
        .filter(request -> request.gate().equals(approval))
        .reduce((earlier, later) -> later);
  }

  List<Decision> decisions(GateName approval) {
    return decisions.stream().filter(decision -> decision.gate().equals(approval)).toList();
  }
}
