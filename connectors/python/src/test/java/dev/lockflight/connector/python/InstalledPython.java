package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;

/**
 * The programs of the system's Python, or else of the PATH, on a small project. Where one is
 * missing its tests are skipped, and fail where CI is true.
 */
final class InstalledPython {
  private static final String PROJECT =
      """
      [build-system]
      requires = ["setuptools>=61", "wheel"]
      build-backend = "setuptools.build_meta"

      [project]
      name = "lockflight-sample"
      version = "1.2.0"
      description = "A package that is built"
      readme = "README.md"
      requires-python = ">=3.9"
      """;

  /** The virtual environment of LOCKFLIGHT_TOOLS, its directory of commands; else the system's. */
  private static final Path HOME =
      Optional.ofNullable(System.getenv("LOCKFLIGHT_TOOLS"))
          .map(bin -> Path.of(bin).resolveSibling("").normalize())
          .orElse(Path.of("/usr"));

  private InstalledPython() {}

  /** A package with one module, in a directory of its own. */
  static Python project(Path directory) throws IOException {
    Path module = Files.createDirectories(directory.resolve("src/lockflight_sample"));
    write(directory.resolve("pyproject.toml"), PROJECT);
    write(directory.resolve("README.md"), "# Sample\n");
    write(module.resolve("__init__.py"), "ANSWER = 42\n");
    Python python = Python.in(directory).inheriting(System.getenv());
    return python.using(HOME);
  }

  static void write(Path file, String text) throws IOException {
    Path unused = Files.createDirectories(file.getParent());
    unused = Files.writeString(file, text);
  }

  static void needs(String... programs) {
    for (String program : programs) {
      boolean found = Files.isExecutable(HOME.resolve("bin").resolve(program));
      String how =
          "there is no " + program + " in " + HOME + "; run examples/setup_python.py tools";
      if (!found && "true".equals(System.getenv("CI"))) {
        fail(how);
      }
      assumeTrue(found, how);
    }
  }

  static FakeContext context(Path workspace) {
    return FakeContext.ofRun("run-" + UUID.randomUUID())
        .clock(InstantSource.system())
        .workspace(workspace);
  }
}
