package dev.lockflight.examples.f2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Cause;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
import dev.lockflight.artifact.ArtifactSet;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.DirectoryArtifactStore;
import dev.lockflight.examples.InstalledTools;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.testkit.docker.LocalDocker;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The flow with the real programs, once to production, and stopped by each fault. */
class F2DeltaLakeTest {
  private static final Principal ALICE = Principal.of("alice");
  private static final Cause MAIN = Cause.push("main", ALICE);

  @TempDir static Path data;
  private static final ByteArrayOutputStream PRINTED = new ByteArrayOutputStream();
  private static DeltaLake flow;

  @BeforeAll
  static void open() throws Exception {
    Path tools = InstalledTools.directory();
    InstalledTools.onPath("git", "terraform", "kubectl");
    requireOlderAndNewerJava(tools);
    Optional<String> obstacle = LocalDocker.obstacle(System.getenv());
    InstalledTools.require(obstacle.isEmpty(), obstacle.orElse(""));
    Machine machine = new Machine(Path.of(""), Path.of("no-dbt"), tools, System.getenv());
    flow = DeltaLake.open(machine, data, new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
  }

  private static void requireOlderAndNewerJava(Path tools) {
    List<Integer> javas =
        Interpreters.found(tools.resolveSibling(".").normalize()).javas().stream()
            .map(Integer::valueOf)
            .toList();
    InstalledTools.require(
        javas.stream().anyMatch(java -> java < 21) && javas.stream().anyMatch(java -> java >= 21),
        "a JDK before 21 and one from 21 on are needed side by side; there are " + javas);
  }

  @AfterAll
  static void close() {
    if (flow != null) {
      flow.close();
    }
  }

  @Test
  void main_goes_to_staging_and_the_same_wheel_by_hand_to_production() throws Exception {
    String commit = flow.commit(DeltaLakeFault.NONE);
    Run main = flow.run(MAIN, commit);

    assertThat(main.status()).as(printed()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(flow.uploaded("staging"))
        .hasSize(2)
        .anyMatch(path -> path.endsWith("/lake-1.4.0-py3-none-any.whl"))
        .anyMatch(path -> path.endsWith("/load_orders.py"));
    assertThat(flow.uploaded("production")).isEmpty();
    assertThat(summary(main))
        .contains("| performance | ✅ SUCCEEDED", "| deploy_main | ✅ SUCCEEDED")
        .contains("| deploy_production | ⏸️ SKIPPED");

    assertThat(kept(main))
        .contains(
            "summary.md",
            "security/bandit.json",
            "security/semgrep.json",
            "terraform/plan.txt",
            "lake-1.4.0-py3-none-any.whl",
            "lake-1.4.0.tar.gz")
        .anyMatch(name -> name.matches("tests/python-3\\.\\d+-java-\\d+/coverage.xml"));

    Run production = flow.run(DeltaLake.byHand("production"), commit);
    assertThat(production.status()).as(printed()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(flow.uploaded("production")).hasSize(2);
    assertThat(printed()).contains("rita approves 'release-managers'", "report: ");
  }

  @Test
  void the_matrix_has_the_interpreters_of_this_machine_and_no_others() {
    Path environment = InstalledTools.directory().resolveSibling(".").normalize();
    Interpreters found = Interpreters.found(environment);

    assertThat(found.javas()).contains(Integer.toString(Runtime.version().feature()));
    assertThat(found.pythons()).singleElement().asString().matches("3\\.\\d+");
    assertThatThrownBy(() -> found.java("9"))
        .hasMessageContaining("Java 9 is not on this machine; there are " + found.javas());
  }

  @ParameterizedTest
  @CsvSource({
    "QUALITY, quality, flake8, terraform",
    "SECURITY, security, bandit, quality",
    "CELL, tests, 1 failed, java=2[0-9]"
  })
  void a_fault_is_told_in_the_summary_and_nothing_is_deployed(
      DeltaLakeFault fault, String job, String reason, String stillGood) throws Exception {
    List<String> before = flow.lake().workspace().files().paths();
    Run run = flow.run(MAIN, flow.commit(fault));

    assertThat(run.status()).as(printed()).isEqualTo(RunStatus.FAILED);
    assertThat(run.reason()).contains(job).containsIgnoringCase(reason);
    assertThat(flow.lake().workspace().files().paths()).isEqualTo(before);
    assertThat(run.stage(StageName.of("deploy_main")).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(summary(run)).contains("❌ FAILED").contains("⏸️ SKIPPED");
    assertThat(summary(run)).containsPattern(stillGood + ".* ✅ SUCCEEDED");
  }

  /** The files that the run has published, of packages and of reports. */
  private static List<String> kept(Run run) throws IOException {
    EnvironmentName packages = EnvironmentName.of("packages");
    EnvironmentName reports = EnvironmentName.of("reports");
    Artifacts artifacts = Artifacts.in(DirectoryArtifactStore.at(data.resolve("artifacts")));
    List<String> names = new ArrayList<>();
    for (EnvironmentName each : List.of(packages, reports)) {
      ArtifactSet set = artifacts.of(each).find(run.id()).orElseThrow();
      set.files().forEach(file -> names.add(file.name()));
    }
    return names;
  }

  private static String summary(Run run) throws IOException {
    assertThat(run.stage(StageName.of("test_summary")).status()).isEqualTo(RunStatus.SUCCEEDED);
    try (Stream<Path> files = Files.walk(data.resolve("artifacts/reports"))) {
      Path page =
          files
              .filter(
                  file -> file.endsWith("summary.md") && file.toString().contains(run.id().value()))
              .findFirst()
              .orElseThrow();
      return Files.readString(page);
    }
  }

  private static String printed() {
    return PRINTED.toString(StandardCharsets.UTF_8);
  }
}
