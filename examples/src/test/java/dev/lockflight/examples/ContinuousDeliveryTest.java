package dev.lockflight.examples;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.Pointer;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow with a real dbt; every test finds prod as the first release left it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ContinuousDeliveryTest {
  private static final String PROD_DATA =
      """
      select md5(string_agg(t::varchar, '|' order by t::varchar)) from (
        select * from gold_analytics.team_performance) t""";
  private static final EnvironmentName STAGE = EnvironmentName.of("stage");
  private static final EnvironmentName PROD = EnvironmentName.of("prod");

  private Laptop laptop;
  private Run first;

  @BeforeAll
  void release_once(@TempDir Path directory) {
    laptop = new Laptop(directory);
    first = laptop.deliver();
  }

  @AfterAll
  void close() throws IOException {
    if (laptop != null) {
      laptop.close();
    }
  }

  @Test
  void first_release_passes_every_gate_and_reaches_prod() throws Exception {
    assertThat(first.status()).as(first.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(verdicts(first, "prod_build")).doesNotContain(Verdict.Status.WARNED);
    assertThat(verdicts(first, "stg_build"))
        .as("nothing is in prod yet to compare the row count with")
        .contains(Verdict.Status.WARNED);
    assertThat(laptop.figure("prod", "select count(*) from gold_analytics.fact_laps"))
        .isEqualTo(laptop.figure("stage", "select count(*) from gold_analytics.fact_laps"));
    assertThat(laptop.engine().ledger().lastVerified(PROD).map(Deployment::run))
        .contains(first.id());
  }

  @Test
  void first_release_leaves_artifacts_and_docs_that_pointers_name() throws Exception {
    assertThat(published("artifacts", STAGE, LAST_GOOD).set().file("manifest.json")).isPresent();
    assertThat(published("artifacts", PROD, LAST_GOOD).set().file("run_results.json")).isPresent();
    assertThat(published("docs", PROD, LAST_GOOD).set().file("index.html")).isPresent();
    assertThat(published("docs", PROD, LATEST).set().file("catalog.json")).isPresent();
  }

  @Test
  void halved_rows_are_stopped_by_the_row_count_and_prod_never_begins() throws Exception {
    String before = laptop.figure("prod", PROD_DATA);

    Run run = laptop.deliverWith(ContinuousDelivery.BREAK_DATA);

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed(run, "stg_build"))
        .singleElement()
        .asString()
        .contains("46.87 % below", "288");
    assertThat(run.stage(StageName.of("prod_build")).begunAt()).isEmpty();
    assertThat(laptop.figure("prod", PROD_DATA)).isEqualTo(before);
    assertThat(published("artifacts", STAGE, LATEST).run()).isEqualTo(run.id());
    assertThat(published("artifacts", STAGE, LAST_GOOD).run()).isNotEqualTo(run.id());
  }

  @Test
  void failed_verification_restores_the_data_and_the_pointers_of_prod() throws Exception {
    String before = laptop.figure("prod", PROD_DATA);

    Run run = laptop.deliverWith(ContinuousDelivery.BREAK_PROD);

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed(run, "prod_build")).singleElement().asString().contains("points");
    assertThat(run.deployments()).last().extracting("state").hasToString("ROLLED_BACK");
    assertThat(laptop.figure("prod", PROD_DATA)).isEqualTo(before);
    for (Pointer pointer : Pointer.values()) {
      assertThat(published("artifacts", PROD, pointer).run()).isNotEqualTo(run.id());
    }
    assertThat(run.stage(StageName.of("docs")).begunAt()).isEmpty();
  }

  @Test
  void flow_for_teams_bars_whoever_started_or_wrote_the_release() {
    assertThat(ContinuousDelivery.forTeams(laptop.workplace()).toString())
        .contains("not by the initiator", "not by an author");
  }

  private static Set<Verdict.Status> verdicts(Run run, String stage) {
    return run.stage(StageName.of(stage)).gates().values().stream()
        .map(gate -> gate.verdict().status())
        .collect(Collectors.toSet());
  }

  private static Set<Verdict> failed(Run run, String stage) {
    Map<ItemKey, GateRun> gates = run.stage(StageName.of(stage)).gates();
    return gates.values().stream()
        .map(GateRun::verdict)
        .filter(verdict -> verdict.status() == Verdict.Status.FAILED)
        .collect(Collectors.toSet());
  }

  private PublishedArtifacts published(String store, EnvironmentName of, Pointer pointer)
      throws IOException {
    return Artifacts.in(laptop.workplace().store(store)).of(of).verified(pointer);
  }
}
