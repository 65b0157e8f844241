package dev.lockflight.connector.databricks;

import java.time.Duration;
import java.util.List;

/**
 * A job as it shall be. Immutable and thread-safe: each method returns another. One run at a time
 * and a queue for others, unless {@link #setting} says otherwise.
 */
public final class JobSettings {
  private final String name;
  private final Fields fields;

  private JobSettings(String name, Fields fields) {
    this.name = name;
    this.fields = fields;
  }

  public static JobSettings of(String name, JobTask... tasks) {
    List<Fields> all = List.of(tasks).stream().map(JobTask::json).toList();
    return new JobSettings(
        name,
        Fields.NONE
            .with("name", name)
            .with("tasks", all)
            .with("max_concurrent_runs", 1)
            .with("queue", Fields.NONE.with("enabled", true)));
  }

  /** Its files come from there, at this commit. */
  public JobSettings from(GitSource source, String commit) {
    return setting("git_source", source.at(commit));
  }

  /** A parameter of the job with its value when a run gives none. */
  public JobSettings parameter(String parameter, String usual) {
    return with(
        fields.adding("parameters", Fields.NONE.with("name", parameter).with("default", usual)));
  }

  public JobSettings tag(String tag, String value) {
    return with(fields.inside("tags", tag, value));
  }

  public JobSettings timeout(Duration timeout) {
    return setting("timeout_seconds", timeout.toSeconds());
  }

  /** Python packages for the tasks on {@link Compute#serverless} of that key. */
  public JobSettings environment(String key, String... dependencies) {
    return with(fields.adding("environments", Environments.of(key, dependencies)));
  }

  /** Any other setting, by the name the API gives it. */
  public JobSettings setting(String field, Object value) {
    return with(fields.with(field, value));
  }

  private JobSettings with(Fields changed) {
    return new JobSettings(name, changed);
  }

  public String name() {
    return name;
  }

  Fields json() {
    return fields;
  }

  @Override
  public String toString() {
    return "job " + name;
  }
}
