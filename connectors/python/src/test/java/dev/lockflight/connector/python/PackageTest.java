package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Building and checking a real package. */
class PackageTest {
  private static final Output<PythonPackage> BUILT = Output.of("built", PythonPackage.class);
  private static final String WHEEL = "lockflight_sample-1.2.0-py3-none-any.whl";

  @TempDir Path directory;
  private Python python;
  private FakeContext context;

  @BeforeEach
  void project() throws Exception {
    InstalledPython.needs("pyproject-build", "twine");
    python = InstalledPython.project(directory.resolve("project"));
    context = InstalledPython.context(directory.resolve("step"));
  }

  private Verdict checked(PythonPackage built) throws Exception {
    return python.twineCheck(BUILT).evaluate(context.with(BUILT, built));
  }

  @Test
  void wheel_and_sdist_are_built_and_their_digests_are_part_of_the_release() throws Exception {
    PythonPackage built = python.build().withoutIsolation().run(context);

    assertThat(built.files())
        .hasSize(2)
        .containsKey(WHEEL)
        .allSatisfy((name, file) -> assertThat(file).exists());
    assertThat(built.digests().keySet()).anyMatch(name -> name.endsWith(".tar.gz"));
    assertThat(context.addedToRelease())
        .hasSize(2)
        .containsEntry(WHEEL, String.valueOf(built.digests().get(WHEEL)));
    assertThat(checked(built).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void wheel_only_builds_one() throws Exception {
    assertThat(python.build().withoutIsolation().wheelOnly().run(context).digests())
        .containsOnlyKeys(WHEEL);
  }

  @Test
  void readme_that_an_index_could_not_show_fails_the_check() throws Exception {
    Path project = directory.resolve("project");
    InstalledPython.write(project.resolve("README.rst"), "A title\n=\n\n.. nonsense::\n");
    Path toml = project.resolve("pyproject.toml");
    InstalledPython.write(toml, Files.readString(toml).replace("README.md", "README.rst"));

    Verdict verdict = checked(python.build().withoutIsolation().run(context));

    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).contains("FAILED");
  }

  @Test
  void files_that_are_no_longer_as_they_were_built_cannot_be_checked_nor_uploaded()
      throws Exception {
    PythonPackage built = python.build().withoutIsolation().wheelOnly().run(context);
    Path unused =
        Files.writeString(Path.of(built.directory(), WHEEL), "tampered", StandardOpenOption.APPEND);

    assertThat(checked(built).status()).isEqualTo(Status.ERRORED);
    assertThatThrownBy(
            () ->
                python
                    .upload(BUILT)
                    .to(URI.create("http://127.0.0.1:1/"))
                    .token(Secret.of("T"))
                    .run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("nothing was uploaded")
        .hasMessageContaining("was built as sha256:");
  }

  @Test
  void broken_project_fails_with_its_own_words() throws Exception {
    InstalledPython.write(directory.resolve("project/pyproject.toml"), "[build-system\n");

    assertThatThrownBy(() -> python.build().withoutIsolation().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("pyproject.toml");
  }

  @Test
  void directory_without_a_project_is_named() {
    Path empty = directory.resolve("empty");

    assertThatThrownBy(() -> Python.in(empty).build().run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("neither pyproject.toml nor setup.py in " + empty);
  }

  @Test
  void credentials_in_the_address_of_a_repository_are_refused_and_not_repeated() {
    URI address = URI.create("https://user:hunter2@index.example/");

    assertThatThrownBy(() -> python.upload(BUILT).to(address))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("without credentials")
        .hasMessageNotContaining("hunter2");
  }
}
