package dev.lockflight.artifact;

import dev.lockflight.Digest;

/**
 * One file of a set.
 *
 * @param name relative to the set, for example {@code manifest.json}
 * @param size in bytes
 */
public record ArtifactFile(String name, long size, Digest digest) {
  /** Checked also when a set is read, so that a forged manifest leads nowhere. */
  public ArtifactFile {
    Layout.checkFileName(name);
  }
}
