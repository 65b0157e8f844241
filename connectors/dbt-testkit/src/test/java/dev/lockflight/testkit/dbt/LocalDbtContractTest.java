package dev.lockflight.testkit.dbt;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtCommand;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * The installed dbt on the project of the examples: LOCKFLIGHT_DBT, else examples/.venv, else the
 * PATH. Skipped without one, and failed where CI is true.
 */
@Execution(ExecutionMode.CONCURRENT)
final class LocalDbtContractTest extends DbtRunnerContract {
  private static final Path EXAMPLES = Path.of("../../examples");
  @TempDir Path place;

  @Override
  protected Subject in(World world) throws IOException {
    LocalDbt runner = LocalDbt.executable(installed()).inheriting(System.getenv());
    Path project = copyOfTheExample();
    if (world == World.BROKEN_PROJECT) {
      Path unused = Files.writeString(project.resolve("models/broken.sql"), "{{ ref('nothing' }}");
    }
    Path warehouse = Files.createDirectories(project.resolve("warehouse"));
    Dbt dbt =
        Dbt.project(project)
            .environment("LOCKFLIGHT_WAREHOUSE_DIR", warehouse.toAbsolutePath().toString());
    Environment stage =
        Environment.of("stage")
            .with(new Attribute(Attribute.DBT_TARGET, "stage"))
            .with(new Attribute(Attribute.CATALOG, "stage"));
    FakeContext context = FakeContext.ofRun("run-1").in(stage);
    return new Subject(runner, dbt, each -> build(each, world), context);
  }

  private static DbtCommand build(Dbt dbt, World world) {
    DbtCommand build = dbt.build().select("+tag:deploy").exclude("tag:heavy");
    return world == World.FAILING_TEST ? build.var("break_data", "negative") : build;
  }

  private static Path installed() {
    Optional<Path> found =
        Optional.ofNullable(System.getenv("LOCKFLIGHT_DBT"))
            .map(Path::of)
            .or(LocalDbtContractTest::near);
    String how = "no dbt is installed; run examples/setup_python.py dbt or set LOCKFLIGHT_DBT";
    if (found.isEmpty() && "true".equals(System.getenv("CI"))) {
      return fail(how);
    }
    assumeTrue(found.isPresent(), how);
    return found.orElseThrow();
  }

  private static Optional<Path> near() {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    return Stream.concat(
            Stream.of(EXAMPLES.resolve(".venv/bin/dbt")),
            Stream.of(path.split(File.pathSeparator, -1)).map(each -> Path.of(each, "dbt")))
        .filter(Files::isExecutable)
        .findFirst();
  }

  private Path copyOfTheExample() throws IOException {
    Path source = EXAMPLES.resolve("dbt");
    Path target = place.resolve("project");
    List<Path> files;
    try (Stream<Path> all = Files.walk(source)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      Path relative = source.relativize(file);
      if (!relative.startsWith("target") && !relative.startsWith("logs")) {
        Path copy = target.resolve(relative.toString());
        Path made = Files.createDirectories(copy.getParent());
        Path unused = Files.copy(file, made.resolve(copy.getFileName()));
      }
    }
    return target;
  }
}
