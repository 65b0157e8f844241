package dev.lockflight.connector.databricks;

import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.connector.dbt.DbtVersion;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/**
 * Runs dbt in Databricks: each command is a one-time run of the notebook {@code run_dbt}, whose
 * text is {@link #template()}.
 *
 * <pre>{@code
 * Dbt dbt = Dbt.project(checkout).runBy(
 *     NotebookDbt.of(databricks, "ops/notebooks/run_dbt", "/Volumes/ops/dbt_meta/runs", "1.11.16")
 *         .from(GitSource.gitHub("acme/warehouse"))
 *         .on(Compute.serverless("dbt"), "dbt-databricks==1.11.2"));
 * }</pre>
 *
 * <p>The notebook writes its artifacts into a directory of this invocation alone, chosen here, also
 * when dbt fails; they are fetched from there, and believed only when they bear this run's stamp.
 * What the notebook exits with is only a hint: dbt's own artifacts decide. A repeated call finds
 * the run it began; an interrupted one cancels it. Thread-safe.
 */
public final class NotebookDbt implements DbtRunner {
  private static final List<String> FILES =
      List.of(
          "manifest.json",
          "run_results.json",
          "sources.json",
          "catalog.json",
          "index.html",
          "nodes.txt",
          "logs/dbt.log");

  private final Databricks workspace;
  private final Place place;
  private final DbtVersion version;
  private final Running running;

  /**
   * @param directory on a volume; each invocation makes one below it
   * @param project where dbt_project.yml is, seen from the notebook's directory
   */
  record Place(String notebook, String directory, String project) {}

  private record Running(
      Optional<GitSource> source, Optional<Compute> compute, List<String> packages) {}

  private NotebookDbt(Databricks workspace, Place place, DbtVersion version, Running running) {
    this.workspace = workspace;
    this.place = place;
    this.version = version;
    this.running = running;
  }

  /**
   * By this notebook.
   *
   * @param notebook its path in the workspace, or in the Git source without a slash in front
   * @param volumeDirectory below which artifacts are exchanged, {@code /Volumes/...}
   * @param dbtVersion what {@code dbt --version} says there, for example {@code 1.11.16}
   */
  public static NotebookDbt of(
      Databricks workspace, String notebook, String volumeDirectory, String dbtVersion) {
    return new NotebookDbt(
        workspace,
        new Place(notebook, RemoteDbt.volume(volumeDirectory), "."),
        RemoteDbt.version(dbtVersion),
        new Running(Optional.empty(), Optional.empty(), List.of()));
  }

  /** Notebook and project come from there, at the commit of the release. */
  public NotebookDbt from(GitSource source) {
    return with(new Running(Optional.of(source), running.compute, running.packages));
  }

  /**
   * Where the notebook runs.
   *
   * @param packages installed first, for {@link Compute#serverless}: {@code dbt-databricks==x}
   */
  public NotebookDbt on(Compute compute, String... packages) {
    return with(new Running(running.source, Optional.of(compute), List.of(packages)));
  }

  /** Where dbt_project.yml is, seen from the notebook's directory; the same one unless told. */
  public NotebookDbt projectAt(String relative) {
    Place moved = new Place(place.notebook, place.directory, relative);
    return new NotebookDbt(workspace, moved, version, running);
  }

  /** The text of the notebook, to be committed to your repository. */
  public static String template() {
    try (InputStream text = NotebookDbt.class.getResourceAsStream("run_dbt.py")) {
      if (text == null) {
        throw new IllegalStateException("run_dbt.py is missing in this jar");
      }
      return new String(text.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read run_dbt.py of this jar", e);
    }
  }

  @Override
  public DbtVersion version(StepContext context) {
    return version;
  }

  @Override
  public Exit run(DbtInvocation invocation, StepContext context)
      throws InterruptedException, IOException {
    RemoteDbt.refuseSecrets(invocation);
    VolumeFiles files = new VolumeFiles(workspace.rest());
    String remote = place.directory + "/" + context.run() + "/" + context.idempotencyKey();
    DbtWords words = DbtWords.of(invocation);
    RemoteDbt.sendState(words, remote + "/state", files);
    JobTask task = NotebookParameters.of(words, remote, invocation, context).on(notebook());
    AwaitedRun.Ended ended =
        new AwaitedRun(workspace.jobs(), workspace.pause()).await(submitted(task), context);
    for (String name : FILES) {
      boolean unused = files.fetch(remote + "/" + name, invocation.directory().resolve(name));
    }
    return exit(ended, remote, files);
  }

  private JobTask notebook() {
    JobTask task =
        JobTask.notebook("run_dbt", place.notebook).parameter("project_dir", place.project);
    return running.compute.map(task::on).orElse(task);
  }

  private SubmitRun submitted(JobTask task) {
    SubmitRun run = workspace.submit("run_dbt", task);
    Optional<Compute> serverless = running.compute.filter(Compute::isServerless);
    if (serverless.isPresent()) {
      String key = String.valueOf(serverless.get().value());
      run = run.environment(key, running.packages.toArray(String[]::new));
    }
    return running.source.isPresent() ? run.from(running.source.get()) : run;
  }

  /** The notebook also leaves its exit as a file, because a failed one has no exit value. */
  private Exit exit(AwaitedRun.Ended ended, String remote, VolumeFiles files)
      throws InterruptedException {
    Optional<String> left = files.text(remote + "/exit.json");
    if (left.isEmpty() && ended.failure() != null) {
      throw ended.failure();
    }
    String shown = left.isPresent() ? left.get() : exitValue(ended.run());
    return NotebookExit.read(shown, remote)
        .orElseThrow(
            () ->
                StepFailedException.fatal(
                    "notebook "
                        + place.notebook
                        + " ended, but "
                        + (shown.isEmpty() ? "said nothing" : "what it said is not its result")
                        + " and it left no exit.json in "
                        + remote
                        + "; take NotebookDbt.template() for it: "
                        + ended.run().page()));
  }

  private String exitValue(JobRun run) throws InterruptedException {
    Optional<TaskRun> task = run.task("run_dbt");
    return task.isPresent() ? workspace.jobs().output(task.get()).exitValue() : "";
  }

  private NotebookDbt with(Running changed) {
    return new NotebookDbt(workspace, place, version, changed);
  }

  @Override
  public String toString() {
    return "notebook " + place.notebook;
  }
}
