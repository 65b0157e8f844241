package dev.lockflight.examples;

import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The dbt the examples are tested with: the variable LOCKFLIGHT_DBT, else .venv, else the PATH.
 * Without one the tests are skipped, and fail where CI is true.
 */
public final class InstalledDbt {
  private InstalledDbt() {}

  public static Path file() {
    Optional<Path> found = find();
    String how = "no dbt is installed; run examples/setup_python.py dbt or set LOCKFLIGHT_DBT";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      return fail(how);
    }
    assumeTrue(found.isPresent(), how);
    return found.orElseThrow().toAbsolutePath();
  }

  private static Optional<Path> find() {
    return Stream.of(
            Stream.ofNullable(System.getenv("LOCKFLIGHT_DBT")).map(Path::of),
            Stream.of(Path.of(".venv/bin/dbt")),
            Pattern.compile(Pattern.quote(File.pathSeparator))
                .splitAsStream(Optional.ofNullable(System.getenv("PATH")).orElse(""))
                .map(directory -> Path.of(directory, "dbt")))
        .flatMap(places -> places)
        .filter(Files::isExecutable)
        .findFirst();
  }
}
