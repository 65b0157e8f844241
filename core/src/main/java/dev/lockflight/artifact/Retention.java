package dev.lockflight.artifact;

import dev.lockflight.RunId;
import dev.lockflight.artifact.Layout.Generation;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** Which sets may go: not the newest, and none that a pointer names. */
final class Retention {
  /** So many generations of each pointer stay as its history. */
  private static final int HISTORY = 10;

  private final Pointers pointers;
  private final Shelf shelf;

  Retention(Pointers pointers, Shelf shelf) {
    this.pointers = pointers;
    this.shelf = shelf;
  }

  /** Oldest first; a damaged pointer stops it, because then nobody knows what it needs. */
  List<ArtifactSet> expired(int keep) throws IOException {
    if (keep < 0) {
      throw new IllegalArgumentException("sets to keep must not be negative: " + keep);
    }
    Set<RunId> needed = pointers.needed();
    List<ArtifactSet> oldestFirst =
        shelf.complete().stream()
            .sorted(Comparator.comparing(ArtifactSet::publishedAt).thenComparing(ArtifactSet::run))
            .toList();
    int beyond = Math.max(0, oldestFirst.size() - keep);
    return oldestFirst.subList(0, beyond).stream()
        .filter(set -> !needed.contains(set.run()))
        .toList();
  }

  List<ArtifactSet> delete(int keep) throws IOException {
    List<ArtifactSet> expired = expired(keep);
    for (ArtifactSet set : expired) {
      shelf.drop(set.run());
    }
    for (Pointer pointer : Pointer.values()) {
      for (Generation old : pointers.generations(pointer).stream().skip(HISTORY).toList()) {
        pointers.delete(old);
      }
    }
    return expired;
  }
}
