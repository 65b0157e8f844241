package dev.lockflight.connector.databricks;

import dev.lockflight.Attribute;
import dev.lockflight.Environment;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;
import dev.lockflight.connector.dbt.DbtArtifacts;
import dev.lockflight.connector.dbt.DbtInvocation;
import dev.lockflight.connector.dbt.DbtRunner;
import dev.lockflight.connector.dbt.DbtVersion;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.Request;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Runs dbt in Databricks as dbt tasks: each command is a one-time run with {@code dbt deps} before
 * it, on a SQL warehouse, with the project of the Git source at the release's commit.
 *
 * <p>Databricks makes the profile, of the warehouse, the environment's catalog and this schema; its
 * only target is that one. The command itself runs on a small cluster made for it, because only a
 * cluster's variables carry the stamp by which artifacts are known to be this run's. The artifacts
 * are the archive the task leaves; without it the result is not known. A repeated call finds the
 * run it began; an interrupted one cancels it. Deferral needs {@link #exchangingStateIn}.
 * Thread-safe.
 */
public final class TaskDbt implements DbtRunner {
  private static final String TASK = "dbt";

  private final Databricks workspace;
  private final Target target;
  private final DbtVersion version;
  private final Cli cli;

  /** Where the data goes. */
  private record Target(String warehouse, String schema, GitSource source) {}

  /** What runs the command. */
  private record Cli(
      Map<String, Object> cluster, String adapter, Optional<String> stateDirectory) {}

  private TaskDbt(Databricks workspace, Target target, DbtVersion version, Cli cli) {
    this.workspace = workspace;
    this.target = target;
    this.version = version;
    this.cli = cli;
  }

  /**
   * On this warehouse.
   *
   * @param schema where models go that name none
   * @param dbtVersion which dbt-core the adapter brings, for example {@code 1.11.16}
   */
  public static TaskDbt of(
      Databricks workspace, GitSource source, String warehouse, String schema, String dbtVersion) {
    DbtVersion version = RemoteDbt.version(dbtVersion);
    String adapter = "dbt-databricks~=" + version.major() + "." + version.minor() + ".0";
    return new TaskDbt(
        workspace,
        new Target(warehouse, schema, source),
        version,
        new Cli(Map.of(), adapter, Optional.empty()));
  }

  /**
   * The cluster for the command line.
   *
   * @param specification {@code spark_version}, {@code node_type_id} ... as the API has them
   * @param adapter to be installed, for example {@code dbt-databricks==1.11.2}
   */
  public TaskDbt onCluster(Map<String, Object> specification, String adapter) {
    Cli changed = new Cli(Map.copyOf(specification), adapter, cli.stateDirectory);
    return new TaskDbt(workspace, target, version, changed);
  }

  /** Manifests to defer to or compare with are brought below this directory of a volume. */
  public TaskDbt exchangingStateIn(String volumeDirectory) {
    Optional<String> directory = Optional.of(RemoteDbt.volume(volumeDirectory));
    return new TaskDbt(workspace, target, version, new Cli(cli.cluster, cli.adapter, directory));
  }

  @Override
  public DbtVersion version(StepContext context) {
    return version;
  }

  @Override
  public Exit run(DbtInvocation invocation, StepContext context)
      throws InterruptedException, IOException {
    RemoteDbt.refuseSecrets(invocation);
    DbtWords words = DbtWords.of(invocation);
    Optional<String> state = sentState(words, context);
    SubmitRun run =
        workspace.submit("dbt", task(words, state, invocation, context)).from(target.source);
    AwaitedRun.Ended ended =
        new AwaitedRun(workspace.jobs(), workspace.pause()).await(run, context);
    boolean left = fetch(ended.run(), invocation.directory());
    if (!left && ended.failure() != null) {
      throw ended.failure();
    }
    return exit(ended, invocation);
  }

  private Optional<String> sentState(DbtWords words, StepContext context)
      throws InterruptedException {
    if (words.state().isEmpty()) {
      return Optional.empty();
    }
    String directory =
        cli.stateDirectory.orElseThrow(
            () ->
                new InvalidDefinitionException(
                    "dbt "
                        + words.command()
                        + " needs a state: name a volume directory with"
                        + " exchangingStateIn"));
    String remote = directory + "/" + context.run() + "/" + context.idempotencyKey();
    RemoteDbt.sendState(words, remote, new VolumeFiles(workspace.rest()));
    return Optional.of(remote);
  }

  private JobTask task(
      DbtWords words, Optional<String> state, DbtInvocation invocation, StepContext context) {
    String command = "dbt " + ShellWords.of(words) + state.map(s -> " --state " + s).orElse("");
    JobTask task =
        JobTask.dbt(TASK, target.warehouse, List.of("dbt deps", command))
            .setting("schema", target.schema)
            .library(Library.python(cli.adapter))
            .on(Compute.newCluster(stamped(invocation.environment())));
    Optional<String> catalog =
        context.environment().flatMap((Environment e) -> e.attribute(Attribute.CATALOG));
    return catalog.map(name -> task.setting("catalog", name)).orElse(task);
  }

  private Map<String, Object> stamped(Map<String, String> variables) {
    Map<String, Object> cluster = new LinkedHashMap<>(cli.cluster);
    Map<String, Object> all = new LinkedHashMap<>(variables);
    if (cluster.get("spark_env_vars") instanceof Map<?, ?> given) {
      given.forEach((name, value) -> all.put(String.valueOf(name), value));
    }
    cluster.put("spark_env_vars", all);
    return cluster;
  }

  /** The archive is fetched without the workspace's credentials, which are not for its host. */
  private boolean fetch(JobRun run, Path directory) throws InterruptedException, IOException {
    Optional<TaskRun> task = run.task(TASK);
    Optional<TaskOutput.Download> download =
        task.isPresent() ? workspace.jobs().output(task.get()).dbtArtifacts() : Optional.empty();
    if (download.isEmpty()) {
      return false;
    }
    Request request = Request.get(download.get().address()).as(Credentials.none());
    for (Map.Entry<String, String> header : download.get().headers().entrySet()) {
      request = request.header(header.getKey(), header.getValue());
    }
    Path archive = directory.resolve("artifacts.tgz");
    var unused = workspace.rest().download(request, archive);
    Path unpacked = directory.resolve("unpacked");
    try (var in = Files.newInputStream(archive)) {
      TarArchive.unpack(in, unpacked);
    }
    adopt(unpacked, directory);
    return true;
  }

  /** The archive has the files in {@code target/}, {@code logs/} or at its root. */
  private static void adopt(Path unpacked, Path directory) throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.walk(unpacked)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String name = unpacked.relativize(file).toString();
      boolean log = name.endsWith("dbt.log");
      boolean inTarget = name.startsWith("target/") || !name.contains("/");
      if (log || inTarget) {
        String there = log ? "logs/dbt.log" : name.replaceFirst("^target/", "");
        Path place = directory.resolve(there);
        Path parent = place.getParent();
        if (parent != null) {
          Path unused = Files.createDirectories(parent);
        }
        Path unusedMoved = Files.move(file, place);
      }
    }
  }

  /** The task's own archive says which invocation it was; the stamp proves whose. */
  private static Exit exit(AwaitedRun.Ended ended, DbtInvocation invocation) {
    Path manifest = invocation.directory().resolve("manifest.json");
    String id =
        Files.isRegularFile(manifest)
            ? DbtArtifacts.manifest(manifest).metadata().invocationId()
            : "";
    List<String> errors =
        ended.failure() == null
            ? List.of()
            : ended.failure().evidence().stream().map(seen -> seen.observed()).toList();
    return new Exit(ended.failure() == null ? 0 : 1, id.isEmpty() ? null : id, true, errors);
  }

  @Override
  public String toString() {
    return "dbt task on warehouse " + target.warehouse;
  }
}
