package dev.lockflight.examples.f1;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.examples.InstalledDbt;
import dev.lockflight.examples.laptop.Machine;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Both flows with a real git and a real dbt, and what becomes of a commit that is not good. */
@Execution(ExecutionMode.CONCURRENT)
class F1AnalyticsTest {
  @TempDir Path data;
  private final ByteArrayOutputStream printed = new ByteArrayOutputStream();
  private F1Analytics f1;

  @BeforeEach
  void open() throws Exception {
    Machine machine = new Machine(Path.of(""), InstalledDbt.file(), Path.of(""), System.getenv());
    PrintStream out = new PrintStream(printed, true, StandardCharsets.UTF_8);
    f1 = F1Analytics.open(machine, data, out, false);
  }

  @AfterEach
  void close() {
    f1.close();
  }

  @Test
  void a_feature_goes_by_stage_to_prod_and_nothing_goes_past_stage() throws Exception {
    List<Run> runs = f1.deliver(F1Fault.NONE);

    assertThat(runs)
        .as(printed())
        .extracting(Run::status)
        .containsOnly(RunStatus.SUCCEEDED)
        .hasSize(3);
    assertThat(f1.server().isMerged(1)).isTrue();
    assertThat(f1.server().isMerged(2)).isTrue();
    assertThat(f1.server().statuses(runs.get(2).release().commit()))
        .containsEntry(F1Project.STAGE_STATUS, "success")
        .containsEntry(F1Project.PROD_STATUS, "success");
    assertThat(f1.server().comments(2))
        .singleElement()
        .asString()
        .contains("✅ dbt build --target prod", "model:success");
    assertReported(runs.get(2));

    f1.code().branch("hasty", "dev");
    String hasty = f1.code().commit("hasty", "Hurry", Map.of());
    Run stopped = f1.promote("hasty");
    assertThat(stopped.status()).isEqualTo(RunStatus.FAILED);
    assertThat(stopped.reason()).contains("verified in stage");
    assertThat(f1.server().statuses(hasty)).isEmpty();
  }

  @Test
  void what_does_not_compile_is_told_at_the_pull_request() throws Exception {
    Run ci = stopped(F1Fault.COMPILE);
    assertThat(ci.reason()).contains("step dbt compile").contains("nothing");

    assertThat(f1.server().comments(1))
        .singleElement()
        .asString()
        .contains("❌ dbt build --target stage", "did not come as far as the build");
    assertThat(f1.server().statuses(ci.release().commit())).containsValue("failure");
  }

  @Test
  void a_failed_data_test_is_named_at_the_pull_request() throws Exception {
    Run ci = stopped(F1Fault.TEST);

    assertThat(f1.server().comments(1))
        .singleElement()
        .asString()
        .contains("❌ dbt build --target stage", "no\\_lap\\_is\\_long");
    assertThat(ci.reason()).contains("1 of 19 tests failed");
  }

  /** One run, at the end of which nothing is merged. */
  private Run stopped(F1Fault fault) throws Exception {
    List<Run> runs = f1.deliver(fault);
    assertThat(runs).as(printed()).extracting(Run::status).containsExactly(RunStatus.FAILED);
    assertThat(f1.server().isMerged(1)).isFalse();
    return runs.get(0);
  }

  @Test
  void a_bad_prod_is_rolled_back_and_not_merged() throws Exception {
    List<Run> runs = f1.deliver(F1Fault.PROD);

    assertThat(runs)
        .as(printed())
        .extracting(Run::status)
        .containsExactly(RunStatus.SUCCEEDED, RunStatus.SUCCEEDED, RunStatus.FAILED);
    assertThat(f1.server().isMerged(2)).isFalse();
    assertThat(f1.server().statuses(runs.get(2).release().commit()))
        .containsEntry(F1Project.PROD_STATUS, "failure");
    assertThat(Files.exists(data.resolve("warehouse").resolve("prod.duckdb")))
        .as("the first release of prod is gone again")
        .isFalse();
  }

  private String printed() {
    return printed.toString(StandardCharsets.UTF_8);
  }

  private void assertReported(Run run) throws Exception {
    try (Stream<Path> reports = Files.list(data.resolve("reports"))) {
      assertThat(reports.map(file -> file.getFileName().toString()))
          .anyMatch(name -> name.contains(run.id().value()));
    }
    assertThat(printed())
        .contains("pipeline f1-analytics-cd", "dana approves 'final approval'", "report: ");
  }
}
