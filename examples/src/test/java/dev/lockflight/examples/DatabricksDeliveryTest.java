package dev.lockflight.examples;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Parameter;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Verdict;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.Pointer;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DatabricksSettings;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.volumes.VolumeArtifactStore;
import dev.lockflight.connector.volumes.VolumePath;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.GateRun;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.InMemoryRunStore;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** The whole flow in a local workspace, whose notebook runs a real dbt. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DatabricksDeliveryTest {
  private static final Path PROJECT = Path.of("dbt");
  private static final EnvironmentName PROD = EnvironmentName.of("prod");

  private final RecordedWorkspace recorded = new RecordedWorkspace();
  private final AtomicInteger runs = new AtomicInteger();
  private LocalRepository repository;
  private Path plays;
  private LocalDatabricks local;
  private Databricks databricks;
  private Engine engine;
  private Run first;

  @BeforeAll
  void release_once(@TempDir Path directory) throws Exception {
    Path dbt = InstalledDbt.file();
    repository = LocalRepository.of(PROJECT, directory.resolve("repository"));
    local = LocalDatabricks.start(repository, directory.resolve("data"));
    recorded.record(local, local.running(dbt));
    local.workspace().warehouses().stop(LocalDatabricks.WAREHOUSE);
    plays = directory.resolve("plays");
    Pause soon = time -> Pause.real().rest(Duration.ofMillis(100));
    databricks =
        local.open(
            local.workspace().tokens().personal(),
            DatabricksSettings.usual().time(InstantSource.system(), soon));
    engine =
        Engine.on(new InMemoryRunStore())
            .workspaces(directory.resolve("work"))
            .ids(() -> RunId.of("run-" + runs.incrementAndGet()))
            .open(DatabricksDelivery.forOne(databricks, PROJECT, Duration.ofMillis(200)));
    first = deliver();
  }

  @AfterAll
  void close() throws Exception {
    if (engine != null) {
      engine.close();
      databricks.close();
      local.close();
    }
  }

  @SafeVarargs
  private Run deliver(Parameter<Boolean>... faults) throws Exception {
    StartRequest request =
        StartRequest.of("databricks-delivery", OnePerson.BY_HAND, Release.of(repository.commit()));
    for (Parameter<Boolean> fault : faults) {
      request = request.with(fault, true);
    }
    return OnePerson.approves(engine, engine.start(request));
  }

  @Test
  void first_release_reaches_prod_which_is_made_of_what_stage_verified() throws Exception {
    assertThat(first.status()).as(first.toString()).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(figure("select count(*) from prod.gold_analytics.fact_laps"))
        .isEqualTo(figure("select count(*) from stage.gold_analytics.fact_laps"));
    assertThat(
            figure(
                "select count(*) from information_schema.tables"
                    + " where table_catalog = 'prod' and table_name = 'silver_laps'"))
        .as("prod was deferred to stage")
        .isEqualTo("0");
    assertThat(pointed("builds", LAST_GOOD)).isEqualTo(pointed("builds", LATEST));
    assertThat(pointed("docs", LAST_GOOD)).isEqualTo(first.id().value());
  }

  @Test
  void every_run_is_pinned_to_the_commit_of_the_release() {
    assertThat(recorded.tasks())
        .hasSizeGreaterThanOrEqualTo(4)
        .allSatisfy(task -> assertThat(task.gitCommit()).contains(repository.commit()));
  }

  /**
   * At every request, in turn: its answer is lost and the engine goes on; the process is killed
   * behind its effect, or before it, and another process goes on.
   */
  @Test
  void it_ends_alike_wherever_it_is_disturbed() throws Exception {
    InterruptedDelivery play = new InterruptedDelivery(repository, recorded, plays);
    InterruptedDelivery.Ending undisturbed = play.undisturbed();
    assertThat(undisturbed.status()).isEqualTo("SUCCEEDED");
    assertThat(undisturbed.begun()).isEqualTo(4);
    assertThat(undisturbed.steps()).containsEntry("prod_build/run/dbt build", 1L);
    assertThat(play.requests()).isGreaterThan(150);
    ExecutorService several = Executors.newFixedThreadPool(3);
    try {
      List<Callable<InterruptedDelivery.Ending>> all = new ArrayList<>();
      for (int number = 1; number <= play.requests(); number++) {
        int request = number;
        all.add(() -> disturbed(play, request));
      }
      List<Future<InterruptedDelivery.Ending>> endings = several.invokeAll(all);
      for (int i = 0; i < endings.size(); i++) {
        assertThat(endings.get(i).get())
            .as("disturbed at request %s of %s", i + 1, endings.size())
            .isEqualTo(undisturbed);
      }
    } finally {
      several.shutdownNow();
    }
  }

  private static InterruptedDelivery.Ending disturbed(InterruptedDelivery play, int request)
      throws Exception {
    return switch (request % 3) {
      case 0 -> play.losing(request);
      case 1 -> play.killedAfter(request);
      default -> play.killedBefore(request);
    };
  }

  @Test
  void failed_verification_restores_the_tables_and_the_pointers_of_prod() throws Exception {
    String points =
        "select min(points) || ' ' || sum(points) from prod.gold_analytics.team_performance";
    String before = figure(points);

    Run run = deliver(DatabricksDelivery.BREAK_PROD);

    assertThat(run.status()).isEqualTo(RunStatus.FAILED);
    assertThat(failed(run, "prod_build")).singleElement().asString().contains("points");
    assertThat(run.deployments()).last().extracting("state").hasToString("ROLLED_BACK");
    assertThat(figure(points)).isEqualTo(before);
    assertThat(pointed("builds", LATEST)).isNotEqualTo(run.id().value());
  }

  private static List<Verdict> failed(Run run, String stage) {
    return run.stage(StageName.of(stage)).gates().values().stream()
        .map(GateRun::verdict)
        .filter(verdict -> verdict.status() == Verdict.Status.FAILED)
        .toList();
  }

  private String figure(String sql) throws Exception {
    try (Connection connection =
            databricks.warehouse(LocalDatabricks.WAREHOUSE).dataSource().getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      return row.next() ? row.getString(1) : "no row";
    }
  }

  private String pointed(String directory, Pointer pointer) throws Exception {
    VolumePath volume = VolumePath.of("ops", "dbt_meta", "artifacts").resolve(directory);
    return Artifacts.in(VolumeArtifactStore.in(databricks, volume))
        .of(PROD)
        .verified(pointer)
        .run()
        .value();
  }
}
