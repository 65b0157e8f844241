package dev.lockflight.connector.process.report;

import dev.lockflight.Digest;
import java.util.ArrayList;
import java.util.List;

/** The files a verdict stands on, with their digests. Used by one thread. */
final class Sources {
  private final List<String> all = new ArrayList<>();

  void add(String source) {
    all.add(source);
  }

  @Override
  public String toString() {
    return all.size() == 1
        ? all.get(0)
        : all.size() + " files, together " + Digest.of(String.join("\n", all));
  }
}
