package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A one-time run as a step: submitted once, found again after a crash, cancelled on abort, its
 * tasks' states shown as progress. Its result is the ended run. Immutable and thread-safe: each
 * method returns another.
 *
 * <pre>{@code
 * databricks.submit("load", JobTask.notebook("load", "notebooks/load").on(Compute.cluster(id)))
 *     .from(GitSource.gitHub("acme/warehouse"))
 * }</pre>
 */
public final class SubmitRun implements RemoteOperation<JobRun> {
  private final Jobs jobs;
  private final String name;
  private final Function<StepContext, List<JobTask>> tasks;
  private final String outline;
  private final Settings settings;

  private record Settings(Fields fields, List<GitSource> source, boolean toleratesFailedTasks) {}

  private SubmitRun(
      Jobs jobs,
      String name,
      Function<StepContext, List<JobTask>> tasks,
      String outline,
      Settings settings) {
    this.jobs = jobs;
    this.name = name;
    this.tasks = tasks;
    this.outline = outline;
    this.settings = settings;
  }

  static SubmitRun of(Jobs jobs, String name, List<JobTask> tasks) {
    String outline = tasks.stream().map(JobTask::toString).collect(Collectors.joining(", "));
    return of(jobs, name, context -> tasks, outline);
  }

  static SubmitRun of(
      Jobs jobs, String name, Function<StepContext, List<JobTask>> tasks, String outline) {
    Settings none = new Settings(Fields.NONE, List.of(), false);
    return new SubmitRun(jobs, name, tasks, outline, none);
  }

  /** Its files come from there, at the commit of the release. */
  public SubmitRun from(GitSource source) {
    return with(new Settings(settings.fields, List.of(source), settings.toleratesFailedTasks));
  }

  /** Databricks ends it after so long. */
  public SubmitRun timeout(Duration timeout) {
    return setting("timeout_seconds", timeout.toSeconds());
  }

  /** Python packages for the tasks on {@link Compute#serverless} of that key. */
  public SubmitRun environment(String key, String... dependencies) {
    return fields(settings.fields.adding("environments", Environments.of(key, dependencies)));
  }

  /** Any other field, by the name the API gives it. */
  public SubmitRun setting(String field, Object value) {
    return fields(settings.fields.with(field, value));
  }

  /** Succeeds although tasks have failed, as long as the last ones succeeded. */
  public SubmitRun toleratingFailedTasks() {
    return with(new Settings(settings.fields, settings.source, true));
  }

  private SubmitRun fields(Fields changed) {
    return with(new Settings(changed, settings.source, settings.toleratesFailedTasks));
  }

  private SubmitRun with(Settings changed) {
    return new SubmitRun(jobs, name, tasks, outline, changed);
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String describe() {
    String source =
        settings.source.stream().map(s -> " from " + s.repository()).findFirst().orElse("");
    return "Databricks run of " + outline + source;
  }

  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    Fields run = body(context);
    return follower().submit(() -> jobs.submit(run, context.idempotencyKey()), context);
  }

  private Fields body(StepContext context) {
    List<JobTask> all = tasks.apply(context);
    boolean readsGit = all.stream().anyMatch(JobTask::readsGit);
    if (readsGit && settings.source.isEmpty()) {
      throw new InvalidDefinitionException(
          "tasks of " + name + " take files from Git; say from which repository with from()");
    }
    Fields body =
        settings
            .fields
            .with("run_name", name + " (" + context.run() + ")")
            .with("tasks", all.stream().map(JobTask::json).toList());
    return settings.source.isEmpty()
        ? body
        : body.with("git_source", settings.source.get(0).at(context.release().commit()));
  }

  @Override
  public Poll<JobRun> poll(Handle handle, StepContext context) throws InterruptedException {
    return follower().poll(handle, context);
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws InterruptedException {
    follower().cancel(handle);
  }

  private RunFollower follower() {
    return new RunFollower(jobs, settings.toleratesFailedTasks);
  }

  @Override
  public String toString() {
    return describe();
  }
}
