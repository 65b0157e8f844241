package dev.lockflight.testkit.simulation;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;

/**
 * Which steps or gates a test means: {@code stage}, {@code stage[cell]}, {@code name}, {@code
 * stage/name} or {@code stage/phase/name}. A bare stage means the steps of its run phase.
 */
record ItemPattern(String text) {
  boolean matches(ItemPath path, String name) {
    return text.equals(name)
        || matchesIn(path.stage().value(), path.phase(), name)
        || matchesIn(path.stage().withoutCell().value(), path.phase(), name);
  }

  private boolean matchesIn(String stage, Phase phase, String name) {
    return text.startsWith(stage)
        && ((text.equals(stage) && phase == Phase.RUN)
            || text.equals(stage + "/" + name)
            || text.equals(stage + "/" + phase.text() + "/" + name));
  }

  @Override
  public String toString() {
    return text;
  }
}
