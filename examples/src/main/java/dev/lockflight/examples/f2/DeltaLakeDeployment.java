package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.call;
import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.RunContext;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.artifact.FetchedArtifacts;
import dev.lockflight.connector.databricks.Compute;
import dev.lockflight.connector.databricks.JobRun;
import dev.lockflight.connector.databricks.JobTask;
import dev.lockflight.connector.databricks.Library;
import dev.lockflight.connector.databricks.UploadedFile;
import java.nio.file.Path;
import java.util.List;

/**
 * The steps of one deployment stage: download the artifacts, upload the wheel and the script,
 * install the one and run the other on the environment's cluster. Immutable.
 */
final class DeltaLakeDeployment {
  private static final String TASK = "load_orders";

  private final DeltaLakeProject lake;
  private final Output<FetchedArtifacts> fetched;
  private final Output<UploadedFile> wheel;
  private final Output<UploadedFile> script;
  private final Output<JobRun> loaded;

  /**
   * The steps.
   *
   * @param stage whose keys they write
   */
  DeltaLakeDeployment(DeltaLakeProject lake, String stage) {
    this.lake = lake;
    fetched = Output.of(stage + " artifacts", FetchedArtifacts.class);
    wheel = Output.of(stage + " wheel", UploadedFile.class);
    script = Output.of(stage + " script", UploadedFile.class);
    loaded = Output.of(stage + " run", JobRun.class);
  }

  Output<FetchedArtifacts> fetched() {
    return fetched;
  }

  Step<UploadedFile> uploadWheel() {
    return call("upload wheel", context -> upload(context, wheelIn(context.read(fetched))))
        .into(wheel);
  }

  Step<UploadedFile> uploadScript() {
    Path file = lake.places().tree().resolve("scripts").resolve(TASK + ".py");
    return call("upload script", context -> upload(context, file)).into(script);
  }

  private UploadedFile upload(StepContext context, Path file) throws Exception {
    return lake.databricks()
        .upload(file, "/Volumes/" + catalog(context) + "/ops/releases")
        .run(context);
  }

  private static Path wheelIn(FetchedArtifacts files) {
    return files.files().values().stream()
        .filter(file -> file.toString().endsWith(".whl"))
        .findFirst()
        .orElseThrow(() -> StepFailedException.fatal("no wheel was published: " + files.source()));
  }

  /** Installs the wheel on the cluster and runs the script there. */
  Step<JobRun> runScript() {
    return lake.databricks().submit("load orders", this::tasks).into(loaded);
  }

  private List<JobTask> tasks(StepContext context) {
    return List.of(
        JobTask.script(TASK, context.read(script).path())
            .arguments(catalog(context))
            .library(Library.wheel(context.read(wheel).path()))
            .on(Compute.cluster(attribute(context, DeltaLakeEnvironments.CLUSTER))));
  }

  /** Opens when the script says that it has loaded orders into the environment's catalog. */
  Gate loadedInto(Environment environment) {
    return gate("orders loaded into " + environment.name(), this::judged);
  }

  private Verdict judged(GateContext context) throws InterruptedException {
    JobRun run = context.read(loaded);
    String wanted = "\"catalog\": \"" + catalog(context) + "\"";
    String said = lake.databricks().jobs().output(run.task(TASK).orElseThrow()).logs().strip();
    Evidence seen = Evidence.of("the script said", said, wanted, run.page().toString());
    return said.contains(wanted)
        ? Verdict.passed("orders are loaded", seen)
        : Verdict.failed("the script did not say that it loaded orders there", seen);
  }

  private static String catalog(RunContext context) {
    return attribute(context, Attribute.CATALOG);
  }

  private static String attribute(RunContext context, String name) {
    return context.environment().flatMap(each -> each.attribute(name)).orElseThrow();
  }
}
