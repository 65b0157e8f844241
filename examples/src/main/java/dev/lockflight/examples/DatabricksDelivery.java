package dev.lockflight.examples;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.connector.dbt.DbtGates.contractsEnforced;
import static dev.lockflight.connector.dbt.DbtGates.everyDomainGuarded;
import static dev.lockflight.connector.dbt.DbtGates.sourceFreshness;
import static dev.lockflight.connector.dbt.DbtGates.testsPassed;
import static dev.lockflight.dsl.Lockflight.anyOf;
import static dev.lockflight.dsl.Lockflight.approval;
import static dev.lockflight.dsl.Lockflight.catalog;
import static dev.lockflight.dsl.Lockflight.dbtTarget;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.retry;
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.LockPolicy;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Polling;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.Verdict.Status;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.cli.LockflightCli;
import dev.lockflight.connector.databricks.Compute;
import dev.lockflight.connector.databricks.Databricks;
import dev.lockflight.connector.databricks.DeltaSavepoints;
import dev.lockflight.connector.databricks.GitSource;
import dev.lockflight.connector.databricks.NotebookDbt;
import dev.lockflight.connector.databricks.SqlWarehouse;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtCommand;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.sql.Warehouse;
import dev.lockflight.connector.volumes.VolumeArtifactStore;
import dev.lockflight.connector.volumes.VolumePath;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;

/**
 * Continuous delivery in Databricks: each build is a one-time run of the notebook run_dbt at the
 * commit of the release, its artifacts lie on a volume, gates ask a SQL warehouse, and the approval
 * that a Databricks job cannot wait for stands between the runs. Prod is built deferred to stage.
 * Immutable.
 */
public final class DatabricksDelivery {
  /** Spoils the data of stage, to watch the row count stop the release. */
  static final Parameter<Boolean> BREAK_DATA =
      Parameter.of("break_data", Boolean.class).byDefault(false);

  /** Spoils the data of prod, to watch the rollback. */
  static final Parameter<Boolean> BREAK_PROD =
      Parameter.of("break_prod", Boolean.class).byDefault(false);

  private static final Output<DbtResult> STG = Output.of("stg", DbtResult.class);
  private static final Output<DbtResult> FRESHNESS = Output.of("freshness", DbtResult.class);
  private static final Output<PublishedArtifacts> STG_FILES =
      Output.of("stg-files", PublishedArtifacts.class);
  private static final Output<Savepoint> BEFORE = Output.of("before", Savepoint.class);
  private static final Output<DbtResult> PROD = Output.of("prod", DbtResult.class);
  private static final Output<PublishedArtifacts> PROD_FILES =
      Output.of("prod-files", PublishedArtifacts.class);
  private static final Output<DbtResult> DOCS = Output.of("docs", DbtResult.class);
  private static final Output<PublishedArtifacts> DOCS_FILES =
      Output.of("docs-files", PublishedArtifacts.class);

  private final Environment stage =
      environment("stage").with(dbtTarget("stage")).with(catalog("stage"));
  private final Environment prod;
  private final Dbt dbt;
  private final SqlWarehouse sql;
  private final Artifacts artifacts;
  private final Artifacts documentation;
  private final Warehouse stageData;
  private final Warehouse prodData;
  private final Savepoints prodTables;
  private final Polling patience;

  private DatabricksDelivery(
      Databricks databricks, Path project, ApprovalRule approval, Duration again) {
    prod =
        environment("prod")
            .with(dbtTarget("prod_deferred"))
            .with(catalog("prod"))
            .isProtected()
            .require(approval)
            .lock(LockPolicy.QUEUE);
    VolumePath volume = VolumePath.of("ops", "dbt_meta", "artifacts");
    NotebookDbt notebook =
        NotebookDbt.of(
                databricks, "ops/notebooks/run_dbt", volume.resolve("runs").toString(), "1.11.16")
            .from(GitSource.gitHub("acme/warehouse"))
            .projectAt("../..")
            .on(Compute.serverless("dbt"), "dbt-databricks==1.11.2");
    dbt = Dbt.project(project).runBy(notebook);
    sql = databricks.warehouse(LocalDatabricks.WAREHOUSE);
    artifacts = Artifacts.in(VolumeArtifactStore.in(databricks, volume.resolve("builds")));
    documentation = Artifacts.in(VolumeArtifactStore.in(databricks, volume.resolve("docs")));
    stageData = Warehouse.of(stage, sql.dataSource());
    prodData = Warehouse.of(prod, sql.dataSource());
    prodTables =
        DeltaSavepoints.ofTablesWrittenBy(prod, sql.dataSource(), STG)
            .leavingOutViews()
            .droppingNewTables();
    patience = Polling.every(again, ofMinutes(10)).failingAfter(3);
  }

  /**
   * The flow for teams: nobody promotes what he or she started or wrote.
   *
   * @param project the checked-out dbt project
   */
  public static Pipeline forTeams(Databricks databricks, Path project) {
    ApprovalRule fourEyes = dataOwners().notByInitiator().notByAuthors();
    return new DatabricksDelivery(databricks, project, fourEyes, ofSeconds(10)).flow();
  }

  /**
   * The same for one person who starts and approves.
   *
   * @param again after which a warehouse that could not be asked is asked again
   */
  static Pipeline forOne(Databricks databricks, Path project, Duration again) {
    return new DatabricksDelivery(databricks, project, dataOwners(), again).flow();
  }

  /**
   * Delivers the dbt project of the examples on a workspace of this machine: {@code --yes}, {@code
   * --break-data}, {@code --break-prod}, or any command of {@link LockflightCli}. The property
   * {@code examples} says where this module is, and {@code dbt} which dbt to run.
   */
  public static void main(String... args) throws Exception {
    Path module = Path.of(System.getProperty("examples", "examples"));
    Path dbt = Path.of(System.getProperty("dbt", module.resolve(".venv/bin/dbt").toString()));
    Path data = Path.of(".lockflight", "databricks");
    Path project = module.resolve("dbt");
    LocalRepository repository = LocalRepository.of(project, data.resolve("repository"));
    LocalDatabricks local = LocalDatabricks.start(repository, data);
    local.notebook(local.running(dbt));
    local.workspace().warehouses().stop(LocalDatabricks.WAREHOUSE);
    Runtime.getRuntime().addShutdownHook(new Thread(local::keep));
    Switches switches = Switches.of("--break-data", BREAK_DATA).and("--break-prod", BREAK_PROD);
    LockflightCli.of(forOne(local.open(), project, ofSeconds(2)))
        .called("examples/flow.py F4")
        .groups(user -> Set.of("data-owners"))
        .runAndExit(switches.command(args, "--commit", repository.commit()));
  }

  private static ApprovalRule dataOwners() {
    return approval("data-owners").within(ofHours(24));
  }

  private Pipeline flow() {
    return pipeline(
        "databricks-delivery",
        on(push("main"), manual(BREAK_DATA, BREAK_PROD)),
        buildStage(),
        buildProd(),
        refreshDocs());
  }

  private Stage buildStage() {
    return stage("stg_build")
        .in(stage)
        .run(sql.started())
        .run(build().select("+tag:deploy").exclude("tag:heavy").into(STG))
        .run(dbt.sourceFreshness().leavingFailuresToGates().into(FRESHNESS))
        .run(artifacts.publish(STG).into(STG_FILES))
        .verify(
            testsPassed(STG),
            contractsEnforced(STG, "fact_laps"),
            asked(stageData.nonNegative("gold_analytics.fact_laps", "lap_seconds")),
            asked(
                stageData
                    .rowCount("gold_analytics.fact_laps")
                    .within(percent(10))
                    .whenNothingDeployed(Status.WARNED)
                    .of(prodData)),
            sourceFreshness(FRESHNESS))
        .onSuccess(artifacts.point(LAST_GOOD).at(STG_FILES));
  }

  /** Deferred, and with favour to stage: what was verified there is what prod is made of. */
  private Stage buildProd() {
    return stage("prod_build")
        .in(prod)
        .run(prodTables.take().into(BEFORE).retry(retry(3)))
        .run(build().select("tag:deploy").deferTo(STG).favorState().into(PROD))
        .run(artifacts.publish(PROD).into(PROD_FILES))
        .verify(
            testsPassed(PROD),
            everyDomainGuarded(PROD, "sessions", "drivers", "laps", "standings")
                .among("tag:guardrail"),
            asked(prodData.nonNegative("gold_analytics.team_performance", "points")))
        .onSuccess(artifacts.point(LAST_GOOD).at(PROD_FILES))
        .onFailure(
            rollback(prodTables.restore(BEFORE), artifacts.pointBack()).verify(asked(usable())));
  }

  /** With the data of before, or as empty as it was before the first release. */
  private Gate usable() {
    return anyOf(
        "prod is usable again",
        prodData.nonNegative("gold_analytics.team_performance", "points"),
        prodData.noRowsFrom(
            "the tables of prod",
            "select table_name from information_schema.tables"
                + " where table_catalog = 'prod' and table_schema = 'gold_analytics'"));
  }

  /** A stage of its own: without docs a good release is still good. */
  private Stage refreshDocs() {
    return stage("docs")
        .reading(prod)
        .run(dbt.docsGenerate().into(DOCS))
        .run(documentation.publish(DOCS).into(DOCS_FILES))
        .onSuccess(documentation.point(LAST_GOOD).at(DOCS_FILES));
  }

  private DbtCommand build() {
    return dbt.build()
        .var("break_data", BREAK_DATA)
        .var("break_prod_verification", BREAK_PROD)
        .leavingFailuresToGates();
  }

  /** A warehouse that cannot be reached for a moment is asked again before that counts. */
  private Gate asked(Gate gate) {
    return gate.polled(patience);
  }
}
