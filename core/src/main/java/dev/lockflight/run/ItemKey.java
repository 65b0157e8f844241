package dev.lockflight.run;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;

/** Where a step or gate stands in its stage. */
public record ItemKey(Phase phase, String item) {
  public static ItemKey of(ItemPath path) {
    return new ItemKey(path.phase(), path.item());
  }
}
