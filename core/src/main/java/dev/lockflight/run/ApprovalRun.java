package dev.lockflight.run;

import dev.lockflight.ApprovalRequest;
import dev.lockflight.Decision;
import java.util.ArrayList;
import java.util.List;

/**
 * An approval that was asked for.
 *
 * @param decisions the answers to this request that count
 * @param isVoid whether what was shown has changed since
 */
public record ApprovalRun(ApprovalRequest request, List<Decision> decisions, boolean isVoid) {
  public ApprovalRun {
    decisions = List.copyOf(decisions);
  }

  ApprovalRun and(Decision decision) {
    List<Decision> all = new ArrayList<>(decisions);
    all.add(decision);
    return new ApprovalRun(request, all, isVoid);
  }

  ApprovalRun voided() {
    return new ApprovalRun(request, List.of(), true);
  }
}
