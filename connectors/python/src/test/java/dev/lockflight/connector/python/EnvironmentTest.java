package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real virtual environment, made without any index. */
class EnvironmentTest {
  @TempDir Path directory;
  private Path project;
  private Python python;
  private FakeContext context;

  @BeforeEach
  void project() throws Exception {
    InstalledPython.needs("python3", "pyproject-build");
    project = directory.resolve("project");
    python =
        InstalledPython.project(project)
            .environment("PIP_NO_INDEX", "1")
            .environment("PIP_FIND_LINKS", directory.resolve("wheels").toString());
    context = InstalledPython.context(directory.resolve("step"));
  }

  private MakeEnvironment make(String requirements) throws Exception {
    InstalledPython.write(project.resolve("requirements.txt"), requirements);
    return python
        .virtualEnvironment(directory.resolve("venv"))
        .requirements(Path.of("requirements.txt"));
  }

  @Test
  void pinned_requirements_are_installed_once_and_again_when_they_change() throws Exception {
    PythonPackage built = python.build().withoutIsolation().wheelOnly().run(context);
    Path wheel = built.files().values().iterator().next();
    Path unused = Files.createDirectories(directory.resolve("wheels"));
    unused = Files.copy(wheel, directory.resolve("wheels").resolve(wheel.getFileName()));

    PythonEnvironment made = make("lockflight-sample == 1.2.0  # ours\n").run(context);
    PythonEnvironment again = make("lockflight-sample == 1.2.0  # ours\n").run(context);

    assertThat(made.packages()).contains("lockflight-sample==1.2.0");
    assertThat(made.python()).startsWith("Python 3.");
    assertThat(again).isEqualTo(made);
    assertThat(context.lines()).anyMatch(line -> line.contains("is used again"));
    assertThatThrownBy(() -> make("lockflight-sample==9.9\n").run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Correct the requirement, or name an index that has it");
  }

  @Test
  void requirements_without_a_version_are_refused_by_line() {
    assertThatThrownBy(
            () -> make("# dbt\ndbt-core==1.11.0\ndbt-databricks>=1.9\nrequests\n").run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("line 3: dbt-databricks>=1.9, line 4: requests")
        .hasMessageContaining("pin them with ==");
  }

  @Test
  void hashes_extras_markers_and_addresses_are_pins() throws Exception {
    Path file = project.resolve("pins.txt");
    InstalledPython.write(
        file,
        """
        --index-url https://index.example/simple
        a==1.0 \\
            --hash=sha256:00
        b[extra]==2.0; python_version < "3.12"
        c @ https://example.org/c-1.0-py3-none-any.whl
        """);

    assertThat(Requirements.pinned(file)).contains("b[extra]");
  }

  @Test
  void missing_requirements_are_named() {
    assertThatThrownBy(
            () ->
                python.virtualEnvironment(directory).requirements(Path.of("nope.txt")).run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("there are no requirements " + project.resolve("nope.txt"));
  }
}
