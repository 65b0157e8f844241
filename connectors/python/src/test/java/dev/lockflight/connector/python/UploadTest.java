package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.FailureClass;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A real twine against a package repository on this machine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UploadTest {
  private static final Output<PythonPackage> BUILT = Output.of("built", PythonPackage.class);
  private static final Secret TOKEN = Secret.of("PYPI_TOKEN");

  private Path directory;
  private Python python;
  private PythonPackage built;
  private PackageIndex index;
  private int steps;

  @BeforeAll
  void build(@TempDir Path workplace) throws Exception {
    directory = workplace;
    InstalledPython.needs("pyproject-build", "twine");
    python = InstalledPython.project(directory.resolve("project"));
    built = python.build().withoutIsolation().run(context());
  }

  @BeforeEach
  void start() throws Exception {
    index = PackageIndex.start();
  }

  @AfterEach
  void stop() {
    if (index != null) {
      index.close();
    }
  }

  private FakeContext context() {
    return InstalledPython.context(directory.resolve("step-" + ++steps))
        .with(TOKEN, PackageIndex.TOKEN);
  }

  private FakeContext knowing() {
    return context().with(BUILT, built);
  }

  private UploadPackage upload() {
    return python.upload(BUILT).to(index.address()).token(TOKEN);
  }

  private StepFailedException refused(FakeContext context) {
    return catchThrowableOfType(StepFailedException.class, () -> upload().run(context));
  }

  @Test
  void both_files_are_uploaded_and_the_token_is_told_to_nobody_else() throws Exception {
    FakeContext context = knowing();

    UploadedPackage done = upload().run(context);

    assertThat(index.files()).containsOnlyKeys(built.digests().keySet());
    assertThat(done.uploaded()).containsExactlyElementsOf(built.digests().keySet());
    assertThat(context.lines().toString() + done + upload().describe())
        .doesNotContain(PackageIndex.TOKEN);
  }

  @Test
  void version_that_is_already_there_is_an_error_that_says_what_to_do() throws Exception {
    UploadedPackage unused = upload().run(knowing());

    StepFailedException failure = refused(knowing());

    assertThat(failure.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(failure).hasMessageContaining("raise the version");
  }

  @Test
  void version_that_is_already_there_is_passed_over_when_so_declared() throws Exception {
    UploadedPackage unused = upload().run(knowing());

    UploadedPackage again = upload().skippingExisting().run(knowing());

    assertThat(again.uploaded()).isEmpty();
    assertThat(again.skipped()).containsExactlyElementsOf(built.digests().keySet());
  }

  @Test
  void upload_whose_engine_died_goes_on_where_it_was() throws Exception {
    FakeContext step = knowing();
    UploadedPackage first = upload().run(step);

    UploadedPackage resumed = upload().run(step);

    assertThat(resumed.skipped()).containsExactlyElementsOf(first.uploaded());
  }

  @Test
  void second_attempt_passes_over_what_the_first_has_uploaded() throws Exception {
    UploadedPackage unused = upload().run(knowing());

    assertThat(upload().run(knowing().attempt(2)).skipped()).hasSize(2);
  }

  @Test
  void wrong_token_is_fatal_and_an_index_that_is_down_transient() {
    StepFailedException wrong = refused(knowing().with(TOKEN, "not-the-token"));
    assertThat(wrong.failureClass()).isEqualTo(FailureClass.FATAL);
    assertThat(wrong)
        .hasMessageContaining("refuses these credentials")
        .hasMessageNotContaining("not-the-token");

    index.failing(503);
    assertThat(refused(knowing()).failureClass()).isEqualTo(FailureClass.TRANSIENT);

    index.close();
    assertThat(refused(knowing()).failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }
}
