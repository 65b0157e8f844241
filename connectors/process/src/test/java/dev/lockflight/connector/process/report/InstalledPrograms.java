package dev.lockflight.connector.process.report;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.connector.process.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The programs that write real reports: those of LOCKFLIGHT_TOOLS, a directory with their
 * executables, else the system's. Without one its tests are skipped, and fail where CI is true.
 */
final class InstalledPrograms {
  private InstalledPrograms() {}

  static Command python(String module, String... arguments) {
    Path python = places("python3").findFirst().orElse(Path.of("python3"));
    require(runs(python.toString(), "-c", "import " + module), python + " has no module " + module);
    return Command.of(python.toString(), "-m", module)
        .arguments(arguments)
        .inheriting(System.getenv());
  }

  static Command program(String name, String... arguments) {
    List<Path> places = places(name).toList();
    require(!places.isEmpty(), name + " is not installed; run examples/setup_python.py tools");
    return Command.of(places.get(0).toString()).arguments(arguments).inheriting(System.getenv());
  }

  private static Stream<Path> places(String name) {
    Stream<Path> tools = Stream.ofNullable(System.getenv("LOCKFLIGHT_TOOLS")).map(Path::of);
    return Stream.concat(tools, Stream.of(Path.of("/usr/bin")))
        .map(place -> place.resolve(name))
        .filter(Files::isExecutable);
  }

  private static boolean runs(String... words) {
    try {
      return new ProcessBuilder(words).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void require(boolean there, String why) {
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(why);
    }
    assumeTrue(there, why);
  }
}
