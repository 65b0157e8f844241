package dev.lockflight.artifact;

import dev.lockflight.RunId;
import java.util.List;

/** The runs whose sets a retention deleted, oldest first. */
public record Expired(List<RunId> runs) {
  public Expired {
    runs = List.copyOf(runs);
  }
}
