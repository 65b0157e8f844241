package dev.lockflight.artifact;

import java.util.List;

/**
 * How a rollback left the pointers.
 *
 * @param pointers those that point to the earlier set now
 * @param note what was done, or why nothing was
 */
public record PointedBack(List<PublishedArtifacts> pointers, String note) {
  public PointedBack {
    pointers = List.copyOf(pointers);
  }
}
