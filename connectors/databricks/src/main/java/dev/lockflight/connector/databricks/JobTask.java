package dev.lockflight.connector.databricks;

import dev.lockflight.InvalidDefinitionException;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * One task of a job or of a one-time run. Immutable and thread-safe: each method returns another.
 *
 * <pre>{@code
 * JobTask.notebook("load", "/Workspace/Shared/load").parameter("env", "stage").on(Compute.cluster(id))
 * }</pre>
 *
 * @see <a href="https://docs.databricks.com/api/workspace/jobs/submit">Jobs API 2.2</a>
 */
public final class JobTask {
  /** How two texts are compared; numbers only with the last four. */
  public enum Comparison {
    EQUAL_TO,
    NOT_EQUAL,
    GREATER_THAN,
    GREATER_THAN_OR_EQUAL,
    LESS_THAN,
    LESS_THAN_OR_EQUAL
  }

  /** What must have become of the tasks it follows. */
  public enum RunIf {
    ALL_SUCCESS,
    AT_LEAST_ONE_SUCCESS,
    NONE_FAILED,
    ALL_DONE,
    AT_LEAST_ONE_FAILED,
    ALL_FAILED
  }

  private static final int MOST_COMMANDS = 10;
  private final String key;
  private final TaskKind kind;
  private final Fields fields;

  private JobTask(String key, TaskKind kind, Fields fields) {
    this.key = key;
    this.kind = kind;
    this.fields = fields;
  }

  private static JobTask of(String key, TaskKind kind, Fields work) {
    if (!key.matches("[A-Za-z0-9_-]{1,100}")) {
      throw new InvalidDefinitionException(
          "task key must be 1 to 100 letters, digits, - or _: " + key);
    }
    return new JobTask(key, kind, Fields.NONE.with("task_key", key).with(kind.field(), work));
  }

  /**
   * A notebook of the workspace, or of the Git source its run has.
   *
   * @param path in the workspace; without a slash in front, in the Git source
   */
  public static JobTask notebook(String key, String path) {
    return of(
        key,
        TaskKind.NOTEBOOK,
        Fields.NONE.with("notebook_path", path).with("source", source(path)));
  }

  /**
   * dbt commands in a project of the Git source, or of the workspace with {@link #setting}.
   *
   * @param commands at most ten, each beginning with {@code dbt}
   */
  public static JobTask dbt(String key, String warehouse, List<String> commands) {
    boolean valid =
        !commands.isEmpty()
            && commands.size() <= MOST_COMMANDS
            && commands.stream().allMatch(command -> command.startsWith("dbt "));
    if (!valid) {
      throw new InvalidDefinitionException(
          "task " + key + " needs 1 to 10 commands that begin with dbt: " + commands);
    }
    return of(
        key,
        TaskKind.DBT,
        Fields.NONE
            .with("commands", List.copyOf(commands))
            .with("warehouse_id", warehouse)
            .with("source", "GIT"));
  }

  /** A file of SQL statements on a SQL warehouse. */
  public static JobTask sqlFile(String key, String warehouse, String path) {
    Fields file = Fields.NONE.with("path", path).with("source", source(path));
    return of(key, TaskKind.SQL, Fields.NONE.with("warehouse_id", warehouse).with("file", file));
  }

  /** A saved query on a SQL warehouse. */
  public static JobTask sqlQuery(String key, String warehouse, String queryId) {
    return of(
        key,
        TaskKind.SQL,
        Fields.NONE
            .with("warehouse_id", warehouse)
            .with("query", Fields.NONE.with("query_id", queryId)));
  }

  /** An entry point of an installed Python wheel. */
  public static JobTask wheel(String key, String packageName, String entryPoint) {
    return of(
        key,
        TaskKind.WHEEL,
        Fields.NONE.with("package_name", packageName).with("entry_point", entryPoint));
  }

  /** A Python file of the workspace, a volume, cloud storage or the Git source. */
  public static JobTask script(String key, String file) {
    Fields work = Fields.NONE.with("python_file", file);
    boolean inGit = !file.startsWith("/") && !file.contains(":/");
    return of(key, TaskKind.SCRIPT, inGit ? work.with("source", "GIT") : work);
  }

  /** Decides which of the tasks behind it run. */
  public static JobTask condition(String key, String left, Comparison comparison, String right) {
    return of(
        key,
        TaskKind.CONDITION,
        Fields.NONE.with("op", comparison.name()).with("left", left).with("right", right));
  }

  /** Runs another job. */
  public static JobTask job(String key, JobId job) {
    return of(key, TaskKind.JOB, Fields.NONE.with("job_id", job.value()));
  }

  private static String source(String path) {
    return path.startsWith("/") ? "WORKSPACE" : "GIT";
  }

  /**
   * A named parameter.
   *
   * @throws InvalidDefinitionException when tasks of this kind take none
   */
  public JobTask parameter(String name, String value) {
    return withWork(work().inside(kind.namedParameters(key), name, value));
  }

  /**
   * Arguments of a script, in order.
   *
   * @throws InvalidDefinitionException when the task is none
   */
  public JobTask arguments(String... values) {
    if (kind != TaskKind.SCRIPT && kind != TaskKind.WHEEL) {
      throw new InvalidDefinitionException(
          "task " + key + " is a " + kind + ", which takes no arguments");
    }
    return withWork(work().with("parameters", List.of(values)));
  }

  /** Any other field of what it does, by the name the API gives it. */
  public JobTask setting(String name, Object value) {
    return withWork(work().with(name, value));
  }

  /** Any other field of the task, by the name the API gives it. */
  public JobTask taskSetting(String name, Object value) {
    return with(fields.with(name, value));
  }

  /** Where it runs; SQL, dbt and condition tasks may do without. */
  public JobTask on(Compute compute) {
    return with(fields.with(compute.field(), compute.value()));
  }

  public JobTask after(String... tasks) {
    JobTask changed = this;
    for (String task : tasks) {
      changed = changed.following(Fields.NONE.with("task_key", task));
    }
    return changed;
  }

  /** Runs when the condition came out so. */
  public JobTask afterOutcome(String condition, boolean outcome) {
    return following(
        Fields.NONE.with("task_key", condition).with("outcome", Boolean.toString(outcome)));
  }

  public JobTask runIf(RunIf rule) {
    return with(fields.with("run_if", rule.name()));
  }

  public JobTask timeout(Duration timeout) {
    return with(fields.with("timeout_seconds", timeout.toSeconds()));
  }

  /** Databricks itself tries it again so often. */
  public JobTask retries(int most) {
    return with(fields.with("max_retries", most));
  }

  /** Installed before it starts. */
  public JobTask library(Library library) {
    return with(fields.adding("libraries", library.spec()));
  }

  private JobTask following(Fields dependency) {
    return with(fields.adding("depends_on", dependency));
  }

  private Fields work() {
    return fields.values().get(kind.field()) instanceof Fields work ? work : Fields.NONE;
  }

  private JobTask withWork(Fields work) {
    return with(fields.with(kind.field(), work));
  }

  private JobTask with(Fields changed) {
    return new JobTask(key, kind, changed);
  }

  public String key() {
    return key;
  }

  /** Whether it needs the Git source of its run. */
  boolean readsGit() {
    Map<String, Object> work = work().values();
    boolean file =
        work.get("file") instanceof Fields sql && "GIT".equals(sql.values().get("source"));
    return file || "GIT".equals(work.get("source"));
  }

  Fields json() {
    return fields;
  }

  @Override
  public String toString() {
    return key + ": " + kind;
  }
}
