package dev.lockflight.connector.dbt;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dbt real tests run: system property {@code lockflight.dbt}, else the variable LOCKFLIGHT_DBT,
 * else examples/.venv, else the PATH. Without one they are skipped, and fail where CI is true.
 */
final class InstalledDbt {
  private InstalledDbt() {}

  static LocalDbt runner() {
    Optional<Path> found = find();
    String how = "no dbt is installed; run examples/setup_python.py dbt or set LOCKFLIGHT_DBT";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      return fail(how);
    }
    assumeTrue(found.isPresent(), how);
    return LocalDbt.executable(found.orElseThrow()).inheriting(System.getenv());
  }

  private static Optional<Path> find() {
    Optional<String> named =
        Optional.ofNullable(System.getProperty("lockflight.dbt"))
            .or(() -> Optional.ofNullable(System.getenv("LOCKFLIGHT_DBT")));
    if (named.isPresent()) {
      return named.map(Path::of);
    }
    Path examples = Path.of("../../examples/.venv/bin/dbt");
    return Stream.concat(
            Stream.of(examples),
            Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(directory -> Path.of(directory, "dbt")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  /** A copy of examples/dbt that a test may change, with an empty warehouse beside it. */
  static Dbt project(Path directory) throws IOException {
    LocalDbt runner = runner();
    Path source = Path.of("../../examples/dbt");
    try (Stream<Path> files = Files.walk(source)) {
      files
          .filter(file -> !ignored(source.relativize(file)))
          .forEach(file -> copy(source, file, directory));
    }
    Path warehouse = Files.createDirectories(directory.resolve("warehouse"));
    return Dbt.project(directory)
        .runBy(runner)
        .environment("LOCKFLIGHT_WAREHOUSE_DIR", warehouse.toAbsolutePath().toString());
  }

  private static boolean ignored(Path file) {
    return file.startsWith("target") || file.startsWith("logs");
  }

  private static void copy(Path source, Path file, Path directory) {
    try {
      Path target = directory.resolve(source.relativize(file).toString());
      if (Files.isDirectory(file)) {
        Files.createDirectories(target);
      } else {
        Files.copy(file, target);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
