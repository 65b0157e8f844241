package dev.lockflight.connector.docker;

import java.util.List;

/**
 * An image in a registry. Survives a JSON round trip.
 *
 * @param repository with its registry
 * @param digest by which the registry knows it, always the same content
 * @param tags that pointed to it when it was pushed
 */
public record PushedImage(String repository, String digest, List<String> tags) {
  public PushedImage {
    tags = List.copyOf(tags);
  }

  /** The name that cannot move: {@code repository@sha256:…}. */
  public ImageName reference() {
    return ImageName.of(repository).digest(digest);
  }
}
