package dev.lockflight.connector.databricks;

import dev.lockflight.Parameter;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * A run of a job that exists, as a step: started once, found again after a crash, cancelled on
 * abort, its tasks' states shown as progress. Its result is the ended run. Immutable and
 * thread-safe: each method returns another.
 */
public final class RunJob implements RemoteOperation<JobRun> {
  private final Jobs jobs;
  private final Target target;
  private final Map<String, Function<StepContext, String>> parameters;
  private final Fields options;
  private final boolean toleratesFailedTasks;

  /** The job by its name or number. */
  record Target(String shown, Finder finder) {
    @FunctionalInterface
    interface Finder {
      JobId find() throws InterruptedException;
    }
  }

  private RunJob(
      Jobs jobs,
      Target target,
      Map<String, Function<StepContext, String>> parameters,
      Fields options,
      boolean toleratesFailedTasks) {
    this.jobs = jobs;
    this.target = target;
    this.parameters = parameters;
    this.options = options;
    this.toleratesFailedTasks = toleratesFailedTasks;
  }

  static RunJob of(Jobs jobs, Target target) {
    return new RunJob(jobs, target, Map.of(), Fields.NONE, false);
  }

  /** The value of a job parameter. */
  public RunJob parameter(String name, String value) {
    return parameter(name, context -> value);
  }

  /** A job parameter that takes the value of the pipeline's. */
  public RunJob parameter(String name, Parameter<?> parameter) {
    return parameter(name, context -> String.valueOf(context.parameter(parameter)));
  }

  /** A job parameter whose value is known when it runs, for example the release's commit. */
  public RunJob parameter(String name, Function<StepContext, String> value) {
    Map<String, Function<StepContext, String>> all = new TreeMap<>(parameters);
    all.put(name, value);
    return new RunJob(jobs, target, Map.copyOf(all), options, toleratesFailedTasks);
  }

  /** Only these tasks; {@code load+} also those behind it, {@code +load} those before it. */
  public RunJob only(String... tasks) {
    return setting("only", List.of(tasks));
  }

  /** Any other field, by the name the API gives it. */
  public RunJob setting(String field, Object value) {
    return new RunJob(jobs, target, parameters, options.with(field, value), toleratesFailedTasks);
  }

  /** Succeeds although tasks have failed, as long as the last ones succeeded. */
  public RunJob toleratingFailedTasks() {
    return new RunJob(jobs, target, parameters, options, true);
  }

  @Override
  public String name() {
    return "run-job";
  }

  @Override
  public String describe() {
    String given = parameters.isEmpty() ? "" : " with " + new TreeMap<>(parameters).keySet();
    return "Databricks job " + target.shown() + given;
  }

  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    Fields given = Fields.NONE;
    for (String name : parameters.keySet()) {
      Function<StepContext, String> value = parameters.get(name);
      given = value == null ? given : given.with(name, value.apply(context));
    }
    Fields body = parameters.isEmpty() ? options : options.with("job_parameters", given);
    return follower()
        .submit(() -> jobs.runNow(target.finder().find(), body, context.idempotencyKey()), context);
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
    return new RunFollower(jobs, toleratesFailedTasks);
  }

  @Override
  public String toString() {
    return describe();
  }
}
