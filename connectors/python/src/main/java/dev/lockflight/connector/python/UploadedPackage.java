package dev.lockflight.connector.python;

import java.util.List;

/**
 * Files that are in a repository now. Survives a JSON round trip. Immutable.
 *
 * @param uploaded by this step, now
 * @param skipped those that were there already
 */
public record UploadedPackage(String repository, List<String> uploaded, List<String> skipped) {
  public UploadedPackage {
    uploaded = List.copyOf(uploaded);
    skipped = List.copyOf(skipped);
  }
}
