package dev.lockflight.connector.docker;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The docker command that builds with BuildKit: the variable LOCKFLIGHT_DOCKER, else Debian's own,
 * as another without its buildx plug-in may stand before it on PATH.
 */
final class Cli {
  private Cli() {}

  static Optional<String> obstacle() {
    return found().isPresent()
        ? Optional.empty()
        : Optional.of("no docker command; apt-get install docker.io, or set LOCKFLIGHT_DOCKER");
  }

  static String withBuildKit() {
    return found().orElseThrow().toString();
  }

  private static Optional<Path> found() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("LOCKFLIGHT_DOCKER")).map(Path::of),
            Stream.of(Path.of("/usr/bin/docker")))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
