package dev.lockflight.examples;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.connector.dbt.DbtGates.contractsEnforced;
import static dev.lockflight.connector.dbt.DbtGates.everyDomainGuarded;
import static dev.lockflight.connector.dbt.DbtGates.noCrossEnvironmentReferences;
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
import static dev.lockflight.dsl.Lockflight.rollback;
import static dev.lockflight.dsl.Lockflight.stage;
import static java.time.Duration.ofHours;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.LockPolicy;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.Savepoint;
import dev.lockflight.Savepoints;
import dev.lockflight.Stage;
import dev.lockflight.Verdict.Status;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.connector.cli.LockflightCli;
import dev.lockflight.connector.dbt.Dbt;
import dev.lockflight.connector.dbt.DbtCommand;
import dev.lockflight.connector.dbt.DbtResult;
import dev.lockflight.connector.dbt.LocalDbt;
import dev.lockflight.connector.sql.DatabaseFileSavepoints;
import dev.lockflight.connector.sql.Warehouse;
import java.nio.file.Path;
import java.util.Set;

/**
 * Continuous delivery of a dbt project: after each push the release is built on stage, judged by
 * its results and its data, approved by a data owner, built in prod, judged again, and documented.
 * When prod's judgement fails, prod gets its data back. Immutable.
 */
public final class ContinuousDelivery {
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

  private final Environment stage;
  private final Environment prod;
  private final Dbt dbt;
  private final Artifacts artifacts;
  private final Artifacts documentation;
  private final Warehouse stageData;
  private final Warehouse prodData;
  private final Savepoints prodSavepoints;
  private final DuckDbFile prodFile;

  private ContinuousDelivery(Workplace workplace, ApprovalRule approval) {
    DuckDbFile stageFile = workplace.database("stage");
    prodFile = workplace.database("prod");
    stage = environment("stage").with(dbtTarget("stage")).with(catalog("stage"));
    prod =
        environment("prod")
            .with(dbtTarget("prod"))
            .with(catalog("prod"))
            .isProtected()
            .require(approval)
            .lock(LockPolicy.QUEUE);
    dbt = workplace.dbt();
    artifacts = Artifacts.in(workplace.store("artifacts"));
    documentation = Artifacts.in(workplace.store("docs"));
    stageData = Warehouse.of(stage, stageFile);
    prodData = Warehouse.of(prod, prodFile);
    prodSavepoints =
        DatabaseFileSavepoints.of(prod, prodFile.path(), workplace.savepoints()).keeping(5);
  }

  /**
   * The flow for one machine. Whoever is at this machine starts the run and approves it, so the
   * approval does not bar its initiator; {@link #forTeams} does.
   */
  public static Pipeline onOneMachine(Workplace workplace) {
    return new ContinuousDelivery(workplace, dataOwners()).flow();
  }

  /** The same flow where nobody promotes what he or she started or wrote. */
  public static Pipeline forTeams(Workplace workplace) {
    ApprovalRule fourEyes = dataOwners().notByInitiator().notByAuthors();
    return new ContinuousDelivery(workplace, fourEyes).flow();
  }

  /**
   * The commands of {@link LockflightCli} for this flow, which keeps everything in {@code
   * .lockflight} of the present directory. The property {@code examples} says where this module is,
   * and {@code dbt} which dbt to run; without them it is started beside the module, with the dbt
   * that setup_python.py made. Whoever may log in here counts as a data owner.
   */
  public static void main(String... args) {
    Path module = Path.of(System.getProperty("examples", "examples"));
    Path dbt = Path.of(System.getProperty("dbt", module.resolve(".venv/bin/dbt").toString()));
    LocalDbt runner = LocalDbt.executable(dbt).inheriting(System.getenv());
    Workplace here = new Workplace(module.resolve("dbt"), runner, Path.of(".lockflight"));
    LockflightCli.of(onOneMachine(here))
        .called("examples/demo.py")
        .groups(user -> Set.of("data-owners"))
        .runAndExit(args);
  }

  private static ApprovalRule dataOwners() {
    return approval("data-owners").within(ofHours(24));
  }

  private Pipeline flow() {
    return pipeline(
        "continuous-delivery",
        on(push("main"), manual(BREAK_DATA, BREAK_PROD)),
        buildStage(),
        buildProd(),
        refreshDocs());
  }

  private Stage buildStage() {
    return stage("stg_build")
        .in(stage)
        .run(build().exclude("tag:heavy").into(STG))
        .run(dbt.sourceFreshness().leavingFailuresToGates().into(FRESHNESS))
        .run(artifacts.publish(STG).into(STG_FILES))
        .verify(
            testsPassed(STG),
            contractsEnforced(STG, "fact_laps"),
            stageData.nonNegative("gold_analytics.fact_laps", "lap_seconds"),
            stageData
                .rowCount("gold_analytics.fact_laps")
                .within(percent(10))
                .whenNothingDeployed(Status.WARNED)
                .of(prodData),
            sourceFreshness(FRESHNESS))
        .onSuccess(artifacts.point(LAST_GOOD).at(STG_FILES));
  }

  private Stage buildProd() {
    return stage("prod_build")
        .in(prod)
        .run(prodSavepoints.take().into(BEFORE))
        .run(build().into(PROD))
        .run(artifacts.publish(PROD).into(PROD_FILES))
        .verify(
            prodSavepoints.restorable(BEFORE),
            testsPassed(PROD),
            everyDomainGuarded(PROD, "sessions", "drivers", "laps", "standings")
                .among("tag:guardrail"),
            noCrossEnvironmentReferences(PROD),
            prodData.nonNegative("gold_analytics.team_performance", "points"))
        .onSuccess(artifacts.point(LAST_GOOD).at(PROD_FILES))
        .onFailure(
            rollback(prodSavepoints.restore(BEFORE), artifacts.pointBack())
                .verify(
                    anyOf(
                        "prod is usable again",
                        prodData.nonNegative("gold_analytics.team_performance", "points"),
                        prodFile.isAbsent())));
  }

  /** A stage of its own: without docs a good release is still good. */
  private Stage refreshDocs() {
    return stage("docs")
        .reading(prod)
        .run(dbt.docsGenerate().into(DOCS))
        .run(documentation.publish(DOCS).into(DOCS_FILES))
        .onSuccess(documentation.point(LAST_GOOD).at(DOCS_FILES));
  }

  /**
   * What is deployed, and everything it is made of. Prod does not defer to stage: deferral would
   * read stage only where prod has no table of its own, so from the second release on it would mix
   * prod's old silver tables with the new gold ones. Building {@code +tag:deploy} in both reads
   * nothing of the other environment, and noCrossEnvironmentReferences proves it.
   */
  private DbtCommand build() {
    return dbt.build()
        .select("+tag:deploy")
        .var("break_data", BREAK_DATA)
        .var("break_prod_verification", BREAK_PROD)
        .leavingFailuresToGates();
  }
}
