package dev.lockflight.examples.f3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.lockflight.examples.InstalledDbt;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.fake.RecordingNotifier;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The workflows with a real git, dbt, linters and Docker Engine: one story, since starting all that
 * takes long.
 */
class DataOpsTest {
  private static final String WEBSERVER = "staging-dataops-airflow-webserver";

  @TempDir Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private final RecordingNotifier team = new RecordingNotifier();
  private DataOps dataOps;

  @BeforeEach
  void open() throws Exception {
    Path tools = tools();
    Optional<String> obstacle = DataOpsEngine.obstacle(System.getenv());
    if (obstacle.isPresent() && "true".equals(System.getenv("CI"))) {
      fail(obstacle.get());
    }
    assumeTrue(obstacle.isEmpty(), obstacle.orElse(""));
    Machine machine = new Machine(Path.of(""), InstalledDbt.file(), tools, System.getenv());
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    dataOps = DataOps.open(machine, data, out, team);
  }

  private static Path tools() {
    String named = Optional.ofNullable(System.getenv("LOCKFLIGHT_TOOLS")).orElse(".venv-tools/bin");
    boolean there = Files.isExecutable(Path.of(named, "sqlfluff"));
    String how = "no linters; run examples/setup_python.py tools or set LOCKFLIGHT_TOOLS";
    if (!there && "true".equals(System.getenv("CI"))) {
      fail(how);
    }
    assumeTrue(there, how);
    return Path.of(named);
  }

  @AfterEach
  void close() {
    if (dataOps != null) {
      dataOps.close();
    }
  }

  @Test
  void what_is_good_is_deployed_and_what_is_bad_is_stopped_or_taken_back() throws Exception {
    dataOps.code().branch("develop", "main");
    assertEnded(dataOps.deploy("develop"), RunStatus.SUCCEEDED);
    String first = dataOps.docker().image(WEBSERVER);

    badSqlIsNotMerged();
    List<Run> ci = new ArrayList<>();
    assertThat(dataOps.change(DataOpsFault.NONE, ci, "ci-dbt-test", "ci-lint", "ci-pr-validation"))
        .as(printed())
        .isTrue();
    assertEnded(
        ci, RunStatus.SUCCEEDED, RunStatus.SUCCEEDED, RunStatus.SUCCEEDED, RunStatus.SUCCEEDED);
    commit("Greet", Map.of("docker/index.html", "<p>Hello</p>"));
    assertEnded(dataOps.deploy("develop"), RunStatus.SUCCEEDED);
    String second = dataOps.docker().image(WEBSERVER);
    assertThat(second).contains("@sha256:").isNotEqualTo(first);

    failedTestTakesContainersAndDataBack(second);
    containerThatNeverGetsHealthyIsTakenBack(second);
  }

  private void badSqlIsNotMerged() throws Exception {
    List<Run> runs = new ArrayList<>();
    boolean merged = dataOps.change(DataOpsFault.LINT, runs, "ci-lint");

    assertEnded(runs, RunStatus.FAILED, RunStatus.FAILED);
    assertThat(merged).isFalse();
    assertThat(runs.get(0).reason()).contains("sqlfluff");
    assertThat(dataOps.server().statuses(runs.get(0).release().commit()))
        .containsEntry("ci-lint", "failure");
  }

  private void failedTestTakesContainersAndDataBack(String former) throws Exception {
    byte[] before = database();
    commit("Keep returns", DataOpsFault.TEST.files());
    List<Run> runs = dataOps.deploy("develop");

    assertEnded(runs, RunStatus.FAILED, RunStatus.SUCCEEDED);
    assertThat(runs.get(0).reason()).contains("1 of 7 tests failed");
    assertThat(dataOps.docker().image(WEBSERVER)).isEqualTo(former);
    assertThat(Arrays.equals(database(), before)).as("the data is what it was").isTrue();
  }

  private byte[] database() throws Exception {
    return Files.readAllBytes(data.resolve("warehouse/staging.duckdb"));
  }

  private void containerThatNeverGetsHealthyIsTakenBack(String former) throws Exception {
    commit("Spoil Airflow", DataOpsFault.HEALTH.files());
    List<Run> runs = dataOps.deploy("develop");

    assertEnded(runs, RunStatus.FAILED, RunStatus.SUCCEEDED);
    assertThat(runs.get(0).reason()).contains(WEBSERVER + " is not healthy after its restart");
    assertThat(dataOps.docker().image(WEBSERVER)).isEqualTo(former);
  }

  /** Straight to develop, past all pull requests. */
  private void commit(String message, Map<String, String> files) {
    assertThat(dataOps.code().commit("develop", message, files)).hasSize(40);
  }

  private void assertEnded(List<Run> runs, RunStatus... statuses) {
    assertThat(runs).as(printed()).extracting(Run::status).containsExactly(statuses);
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }
}
