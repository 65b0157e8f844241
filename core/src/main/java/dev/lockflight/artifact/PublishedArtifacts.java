package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import java.time.Instant;
import java.util.List;

/**
 * A set, and the pointer that was turned to it.
 *
 * @param generation how often the pointer had been turned, this time included; only grows
 * @param pointedBy which run and step turned it
 */
public record PublishedArtifacts(
    Pointer pointer, long generation, Instant pointedAt, String pointedBy, ArtifactSet set) {
  public EnvironmentName environment() {
    return set.environment();
  }

  public RunId run() {
    return set.run();
  }

  public String commit() {
    return set.commit();
  }

  public List<ArtifactFile> files() {
    return set.files();
  }

  @Override
  public String toString() {
    return pointer + " " + generation + " → " + set;
  }
}
