package dev.lockflight.examples;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The linters, pytest, build and twine the examples are tested with: the variable LOCKFLIGHT_TOOLS,
 * else .venv-tools. Without them the tests are skipped, and fail where CI is true.
 */
public final class InstalledTools {
  private InstalledTools() {}

  /** The directory of their commands. */
  public static Path directory() {
    Optional<Path> found =
        Stream.of(
                Stream.ofNullable(System.getenv("LOCKFLIGHT_TOOLS")).map(Path::of),
                Stream.of(Path.of(".venv-tools/bin")))
            .flatMap(places -> places)
            .filter(bin -> Files.isExecutable(bin.resolve("pytest")))
            .findFirst();
    require(
        found.isPresent(),
        "the tools are not installed; run examples/setup_python.py tools or set LOCKFLIGHT_TOOLS");
    return found.orElseThrow().toAbsolutePath();
  }

  /** Skips the test, or fails it where CI is true, when one of these is not on the PATH. */
  public static void onPath(String... programs) {
    List<Path> directories =
        Stream.of(System.getenv().getOrDefault("PATH", "").split(":")).map(Path::of).toList();
    for (String program : programs) {
      require(
          directories.stream().anyMatch(each -> Files.isExecutable(each.resolve(program))),
          program + " is not on the PATH; install it");
    }
  }

  /** Skips the test for this reason, or fails it where CI is true. */
  public static void require(boolean there, String reason) {
    if (!there && "true".equals(System.getenv("CI"))) {
      var unused = fail(reason);
    }
    assumeTrue(there, reason);
  }
}
