package dev.lockflight.examples.f2;

import static dev.lockflight.examples.f2.DeltaLakePipeline.SUMMARY;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Cause;
import dev.lockflight.Principal;
import dev.lockflight.StageName;
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
    Optional<String> obstacle = LocalDocker.obstacle(System.getenv());
    InstalledTools.require(obstacle.isEmpty(), obstacle.orElse(""));
    Machine machine = new Machine(Path.of(""), Path.of("no-dbt"), tools, System.getenv());
    flow = DeltaLake.open(machine, data, new PrintStream(PRINTED, true, StandardCharsets.UTF_8));
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

    Run production = flow.run(DeltaLake.byHand("production"), commit);
    assertThat(production.status()).as(printed()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(flow.uploaded("production")).hasSize(2);
    assertThat(printed()).contains("rita approves 'release-managers'", "report: ");
  }

  @ParameterizedTest
  @CsvSource({
    "QUALITY, quality, flake8",
    "SECURITY, security, bandit",
    "TESTS, tests, tests failed",
    "PERFORMANCE, performance, slower"
  })
  void a_fault_is_told_in_the_summary_and_nothing_is_deployed(
      DeltaLakeFault fault, String job, String reason) throws Exception {
    List<String> before = flow.lake().workspace().files().paths();
    Run run = flow.run(MAIN, flow.commit(fault));

    assertThat(run.status()).as(printed()).isEqualTo(RunStatus.FAILED);
    assertThat(run.reason()).contains(job).containsIgnoringCase(reason);
    assertThat(flow.lake().workspace().files().paths()).isEqualTo(before);
    assertThat(run.stage(StageName.of("deploy_main")).status()).isEqualTo(RunStatus.SKIPPED);
    assertThat(summary(run)).contains("❌ FAILED").contains("⏸️ SKIPPED");
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
      assertThat(SUMMARY.name()).isEqualTo("summary");
      return Files.readString(page);
    }
  }

  private static String printed() {
    return PRINTED.toString(StandardCharsets.UTF_8);
  }
}
