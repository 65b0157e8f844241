package dev.lockflight.connector.databricks;

import dev.lockflight.Call;
import dev.lockflight.SecretSource;
import dev.lockflight.StepContext;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestSettings;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/**
 * One Databricks workspace and who calls it: where everything begins.
 *
 * <pre>{@code
 * try (Databricks databricks = Databricks.open(DatabricksAuth.fromEnvironment(System.getenv()))) {
 *   ...
 * }
 * }</pre>
 *
 * <p>Opening it sends nothing. Thread-safe; the caller owns it and closes it.
 */
public final class Databricks implements AutoCloseable {
  private final URI host;
  private final RestClient client;
  private final RestClient tokens;
  private final Credentials credentials;
  private final Pause pause;

  private Databricks(
      URI host, RestClient client, RestClient tokens, Credentials credentials, Pause pause) {
    this.host = host;
    this.client = client;
    this.tokens = tokens;
    this.credentials = credentials;
    this.pause = pause;
  }

  /** With the usual settings. */
  public static Databricks open(DatabricksAuth auth) {
    return open(auth, DatabricksSettings.usual());
  }

  /** With these secrets, for example {@code SecretSource.of(System.getenv())}. */
  public static Databricks open(DatabricksAuth auth, SecretSource secrets) {
    return open(auth, DatabricksSettings.usual().secrets(secrets));
  }

  public static Databricks open(DatabricksAuth auth, DatabricksSettings settings) {
    RestSettings plain =
        settings.on(RestSettings.of(auth.host()).problems(new DatabricksProblems()));
    RestClient tokens = RestClient.open(plain);
    TokenEndpoint endpoint =
        new TokenEndpoint(tokens, auth.host(), settings.secretSource(), settings.clock());
    Credentials credentials = auth.proof().credentials(endpoint);
    RestClient client = RestClient.open(plain.credentials(credentials));
    return new Databricks(auth.host(), client, tokens, credentials, settings.pause());
  }

  /** The address of the workspace. */
  public URI host() {
    return host;
  }

  /**
   * The client of the workspace's REST API, authenticated, for calls that have no method of their
   * own. It is closed with this.
   */
  public RestClient rest() {
    return client;
  }

  /** Its jobs and their runs. */
  public Jobs jobs() {
    return new Jobs(client, host);
  }

  /** A step that runs the job of that name, which is looked up when the step begins. */
  public RunJob runJob(String name) {
    Jobs jobs = jobs();
    return RunJob.of(jobs, new RunJob.Target(name, () -> jobs.require(name)));
  }

  public RunJob runJob(JobId job) {
    return RunJob.of(jobs(), new RunJob.Target(job.toString(), () -> job));
  }

  /** A step that is a one-time run of these tasks. */
  public SubmitRun submit(String name, JobTask... tasks) {
    return SubmitRun.of(jobs(), name, List.of(tasks));
  }

  /** The same with tasks that depend on the run, for example on its release. */
  public SubmitRun submit(String name, Function<StepContext, List<JobTask>> tasks) {
    return SubmitRun.of(jobs(), name, tasks, "tasks made when it runs");
  }

  /** A SQL warehouse by its id, the last part of its HTTP path. */
  public SqlWarehouse warehouse(String id) {
    return new SqlWarehouse(this, id);
  }

  /** Catalogs, schemas, tables, volumes and grants. */
  public UnityCatalog unityCatalog() {
    return new UnityCatalog(client);
  }

  public Cluster cluster(String id) {
    return new Cluster(client, id);
  }

  /**
   * A step that brings a file, such as a wheel, into a directory of its own below this one, and
   * adds its digest to the release.
   *
   * @param directory on a volume, or of the workspace for at most 10 MB
   */
  public Call<UploadedFile> upload(Path file, String directory) {
    return new UploadFile(client, file, directory);
  }

  /** A token that is good now, for whoever speaks to the workspace by other means. */
  Credentials credentials() {
    return credentials;
  }

  /** How to wait for what runs there. */
  Pause pause() {
    return pause;
  }

  @Override
  public void close() {
    client.close();
    tokens.close();
  }

  @Override
  public String toString() {
    return "workspace " + host;
  }
}
