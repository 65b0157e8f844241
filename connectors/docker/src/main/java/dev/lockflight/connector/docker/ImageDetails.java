package dev.lockflight.connector.docker;

import java.util.List;

/**
 * What an engine knows of an image. Immutable.
 *
 * @param id the digest of its configuration, which only this engine uses as a name
 * @param tags all its names with tags
 * @param digests all its names with the digests that registries know it by
 * @param bytes its size, unpacked
 */
public record ImageDetails(String id, List<String> tags, List<String> digests, long bytes) {
  public ImageDetails {
    tags = List.copyOf(tags);
    digests = List.copyOf(digests);
  }
}
