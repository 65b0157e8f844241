package dev.lockflight.report;

import dev.lockflight.StageName;
import dev.lockflight.run.ItemKey;
import org.jspecify.annotations.Nullable;

/**
 * What a reader is to look at in a run.
 *
 * @param item a step or gate of the stage; null for the stage itself
 */
public record Place(StageName stage, @Nullable ItemKey item) {
  public static Place of(StageName stage) {
    return new Place(stage, null);
  }

  public static Place of(StageName stage, ItemKey item) {
    return new Place(stage, item);
  }

  boolean isItem(StageName of, ItemKey key) {
    return stage.equals(of) && key.equals(item);
  }
}
