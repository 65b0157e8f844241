package dev.lockflight.connector.dbt;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Executables that are no dbt, and one that writes what dbt would. */
class LocalDbtTest {
  @TempDir Path directory;

  private Path script(String text) throws IOException {
    Path file = Files.writeString(directory.resolve("dbt"), text);
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Dbt dbt(LocalDbt runner) throws IOException {
    Files.writeString(directory.resolve("dbt_project.yml"), "name: shop\n");
    return Dbt.project(directory).runBy(runner);
  }

  private StepFailedException failure(DbtCommand command) {
    return failure(command, Contexts.in(directory.resolve("work")));
  }

  private static StepFailedException failure(DbtCommand command, FakeContext context) {
    return catchThrowableOfType(StepFailedException.class, () -> command.run(context));
  }

  private static DbtProblem problem(StepFailedException failure) {
    assertThat(failure).hasCauseInstanceOf(DbtException.class);
    return ((DbtException) requireNonNull(failure.getCause())).problem();
  }

  @Test
  void missing_dbt_is_told_with_what_to_do() throws Exception {
    StepFailedException failure =
        failure(dbt(LocalDbt.executable(directory.resolve("bin/dbt"))).build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.DBT_MISSING);
    assertThat(failure)
        .hasMessageContaining(directory.resolve("bin/dbt").toString())
        .hasMessageContaining("Install dbt");
    assertThat(
            problem(
                failure(
                    dbt(LocalDbt.executable("no-such-dbt").inheriting(System.getenv())).build())))
        .isEqualTo(DbtProblem.DBT_MISSING);
  }

  @Test
  void dbt_whose_python_is_gone_is_missing() throws Exception {
    Path file = script("#!" + directory.resolve("python3") + "\nimport dbt\n");
    assertThat(problem(failure(dbt(LocalDbt.executable(file)).build())))
        .isEqualTo(DbtProblem.DBT_MISSING);
  }

  @Test
  void executable_that_names_no_version_is_no_dbt() throws Exception {
    Path file =
        script("#!/bin/sh\necho \"ModuleNotFoundError: No module named 'dbt'\" >&2\nexit 1\n");
    StepFailedException failure = failure(dbt(LocalDbt.executable(file)).build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.DBT_MISSING);
    assertThat(failure).hasMessageContaining("No module named 'dbt'");
  }

  @Test
  void refused_command_line_is_told_in_dbts_words() throws Exception {
    Path file =
        script(
            "#!/bin/sh\n[ \"$1\" = --version ] && echo 'installed: 1.11.16' && exit 0\necho 'Error: No such option --x' >&2\nexit 2\n");
    StepFailedException failure = failure(dbt(LocalDbt.executable(file)).build());
    assertThat(problem(failure)).isEqualTo(DbtProblem.USAGE);
    assertThat(failure).hasMessageContaining("No such option --x");
  }

  @Test
  void only_declared_variables_reach_dbt_and_secrets_never_come_back() throws Exception {
    Path file =
        script(
            """
            #!/bin/sh
            [ "$1" = --version ] && echo 'installed: 1.11.16' && exit 0
            echo "state=$DBT_STATE ci=$CI_TOKEN token=$DBT_ENV_SECRET_TOKEN own=$OWN"
            exit 2
            """);
    FakeContext context =
        Contexts.in(directory.resolve("work")).with(Secret.of("token"), "hunter2-long");
    Dbt dbt =
        dbt(LocalDbt.executable(file).inheriting(Map.of("DBT_STATE", "x", "CI_TOKEN", "y")))
            .environment("OWN", "mine")
            .secret("DBT_ENV_SECRET_TOKEN", Secret.of("token"));
    StepFailedException failure = failure(dbt.build(), context);
    assertThat(failure).hasMessageContaining("state= ci= token=*** own=mine");
    assertThat(context.lines()).noneMatch(line -> line.contains("hunter2"));
  }
}
