package dev.lockflight;

import java.util.List;

/**
 * What a restore did, honestly.
 *
 * @param restored relations that are again as they were
 * @param left relations that are not, each with its obstacle
 */
public record RestoreReport(
    String savepoint, List<Savepoint.Relation> restored, List<Savepoint.Relation> left) {
  public RestoreReport {
    restored = List.copyOf(restored);
    left = List.copyOf(left);
  }

  public boolean isComplete() {
    return left.isEmpty();
  }
}
