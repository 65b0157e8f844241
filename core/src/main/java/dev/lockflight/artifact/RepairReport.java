package dev.lockflight.artifact;

import java.util.List;

/**
 * What a repair did, and what it could not.
 *
 * @param done one sentence each
 * @param left damage that needs a person: a set that a pointer needs, a pointer nobody can rebuild
 */
public record RepairReport(List<String> done, List<String> left) {
  public RepairReport {
    done = List.copyOf(done);
    left = List.copyOf(left);
  }
}
