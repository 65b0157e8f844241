package dev.lockflight.examples.f5;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.examples.laptop.Machine;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The Docker Engine and the tools the flow is tested with: the tools are in the directory of the
 * variable LOCKFLIGHT_TOOLS, else in .venv-tools. Without them the tests are skipped, and fail
 * where CI is true.
 */
final class InstalledDocker {
  private InstalledDocker() {}

  static Machine machine() {
    Optional<Path> tools = tools();
    need(
        tools.isEmpty()
            ? Optional.of("no tools; run examples/setup_python.py tools or set LOCKFLIGHT_TOOLS")
            : BreweryDocker.obstacle(System.getenv()));
    return new Machine(Path.of(""), Path.of("dbt"), tools.orElseThrow(), System.getenv());
  }

  private static void need(Optional<String> obstacle) {
    if (obstacle.isPresent() && "true".equals(System.getenv("CI"))) {
      fail(obstacle.get());
    }
    assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
  }

  private static Optional<Path> tools() {
    return Stream.concat(
            Stream.ofNullable(System.getenv("LOCKFLIGHT_TOOLS")).map(Path::of),
            Stream.of(Path.of(".venv-tools/bin")))
        .filter(directory -> Files.isExecutable(directory.resolve("bandit")))
        .findFirst();
  }
}
