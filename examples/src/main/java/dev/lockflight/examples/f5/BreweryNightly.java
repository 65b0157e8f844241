package dev.lockflight.examples.f5;

import static dev.lockflight.connector.process.report.FileFormat.csv;
import static dev.lockflight.connector.process.report.FileFormat.json;
import static dev.lockflight.connector.process.report.FileFormat.parquet;
import static dev.lockflight.connector.process.report.Reports.files;
import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.cron;
import static dev.lockflight.dsl.Lockflight.environment;
import static dev.lockflight.dsl.Lockflight.manual;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.stage;
import static dev.lockflight.dsl.Lockflight.tell;
import static java.time.ZoneOffset.UTC;

import dev.lockflight.Environment;
import dev.lockflight.Notification.Message;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.connector.airflow.DagRun;
import dev.lockflight.connector.docker.Compose;
import dev.lockflight.connector.process.report.FileSet;
import java.time.Duration;

/**
 * The scheduled test of flow 5: every night at 02:00 UTC the stack is started with the newest
 * commit of {@code main}, the DAG runs for at most 20 minutes, and what it has written is looked
 * at. Logs are exported either way; then the artifacts are archived, or the team is alerted.
 * Immutable.
 */
public final class BreweryNightly {
  static final Duration LONGEST = Duration.ofMinutes(20);
  static final String SCHEDULE = "0 2 * * *";
  private static final String IMAGE = "brewery:nightly";
  private static final Output<DagRun> RUN = Output.of("run", DagRun.class);
  private static final Output<KeptFiles> LAKE = Output.of("lake", KeptFiles.class);
  private static final Output<KeptFiles> KEPT = Output.of("kept", KeptFiles.class);
  private static final Output<KeptFiles> LEFT = Output.of("left", KeptFiles.class);

  private final BreweryProject brewery;
  private final Environment tests;
  private final Compose stack;

  private BreweryNightly(BreweryProject brewery) {
    this.brewery = brewery;
    this.tests = brewery.at("nightly");
    this.stack = brewery.images().stack(tests, brewery.tree("nightly"), IMAGE);
  }

  public static Pipeline of(BreweryProject project) {
    BreweryNightly flow = new BreweryNightly(project);
    return pipeline(
        "brewery-nightly",
        on(cron(SCHEDULE, UTC), manual()),
        flow.startStack(),
        flow.runDag(),
        flow.archive(),
        flow.alert());
  }

  private Stage startStack() {
    return stage("start_stack")
        .run(brewery.checkout("nightly"))
        .run(brewery.images().buildBase())
        .run(brewery.images().build(brewery.tree("nightly"), IMAGE))
        .run(brewery.deliverDags("nightly"))
        .run(brewery.emptyLake())
        .run(stack.up())
        .verify(
            brewery.images().stackIsHealthy(tests),
            BreweryImages.answers(tests),
            brewery.airflow().noImportErrors(),
            brewery.airflow().dagsReady(BreweryProject.DAG))
        .onFailure(stack.logs())
        .onFailure(stack.down());
  }

  private Stage runDag() {
    return stage("run_dag")
        .run(
            brewery
                .airflow()
                .trigger(BreweryProject.DAG)
                .conf("commit", run -> run.release().commit())
                .within(LONGEST)
                .into(RUN))
        .run(call("look into the lake", run -> KeptFiles.below(brewery.lake())).into(LAKE))
        .verify(
            written("bronze/*.json").atLeast(1).eachAtLeast(100).each(json()),
            written("silver/*.parquet").atLeast(1).eachAtLeast(100).each(parquet()),
            written("gold/*.csv").atLeast(1).each(csv("state", "kind", "breweries")),
            written("gold/*.json").atLeast(1).each(json()))
        .always(stack.logs())
        .always(stack.down());
  }

  /** What a run of an earlier night has left does not count. */
  private FileSet written(String files) {
    return files(files).writtenBy(LAKE).noOlderThan(LONGEST);
  }

  private Stage archive() {
    return stage("archive")
        .after("run_dag")
        .reading(environment("nightly-good"))
        .run(new ExportLogs(brewery.airflow(), brewery.lake()).asStep().into(KEPT))
        .run(brewery.artifacts().publish(KEPT));
  }

  private Stage alert() {
    return stage("alert")
        .afterFailureOf("start_stack", "run_dag")
        .reading(environment("nightly-bad"))
        .run(new ExportLogs(brewery.airflow(), brewery.lake()).asStep().into(LEFT))
        .run(brewery.artifacts().publish(LEFT))
        .always(
            tell(
                    brewery.team().mail(),
                    run ->
                        Message.of(
                            "🚨 Brewery pipeline test failed at "
                                + run.release().commit().substring(0, 7),
                            "Run " + run.run() + "; logs are in the artifacts of nightly-bad."))
                .named("alert the team"));
  }
}
