package dev.lockflight.connector.airflow;

import dev.lockflight.Gate;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestSettings;
import java.net.URI;
import java.util.List;
import java.util.Set;

/**
 * One Airflow and who calls it: where everything begins.
 *
 * <pre>{@code
 * Airflow airflow = Airflow.open(uri, AirflowAuth.login("ci", Secret.of("airflow-password")), settings);
 * stage("pipeline test").run(airflow.trigger("brewery_pipeline").within(ofMinutes(20)));
 * }</pre>
 *
 * <p>Opening it sends nothing. Its calls throw a {@link
 * dev.lockflight.connector.http.RestException} that says what to do. Thread-safe; the caller owns
 * it and closes it.
 */
public final class Airflow implements AutoCloseable {
  private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

  private final URI base;
  private final RestClient client;
  private final RestClient tokens;
  private final AirflowRest rest;

  private Airflow(URI base, RestClient client, RestClient tokens, AirflowRest rest) {
    this.base = base;
    this.client = client;
    this.tokens = tokens;
    this.rest = rest;
  }

  /** An Airflow 3 with these secrets, for example {@code SecretSource.of(System.getenv())}. */
  public static Airflow open(URI base, AirflowAuth auth, SecretSource secrets) {
    return open(base, auth, AirflowSettings.usual().secrets(secrets));
  }

  /**
   * An Airflow with these settings.
   *
   * @param base where its web pages begin, also below a path, such as {@code
   *     https://data.acme.example/airflow}
   * @throws AirflowSettingsException when credentials would leave this machine unencrypted
   */
  public static Airflow open(URI base, AirflowAuth auth, AirflowSettings settings) {
    URI root = checked(base, settings);
    RestSettings plain =
        settings.on(RestSettings.of(root).problems(new AirflowProblems(settings.api())));
    RestClient tokens = RestClient.open(plain);
    AirflowAuth.Way way =
        new AirflowAuth.Way(settings.api(), tokens, settings.secretSource(), settings.clock());
    RestClient client = RestClient.open(plain.credentials(auth.credentials(way)));
    return new Airflow(root, client, tokens, new AirflowRest(client, settings.api(), root));
  }

  private static URI checked(URI base, AirflowSettings settings) {
    boolean local = base.getHost() != null && LOOPBACK.contains(base.getHost());
    if ("http".equals(base.getScheme()) && !local && !settings.isPlainHttpAllowed()) {
      throw new AirflowSettingsException(
          "credentials would go unencrypted to "
              + base.getHost()
              + "; use https, or say overPlainHttp() when that network is trusted");
    }
    return base;
  }

  /** The address of its web pages. */
  public URI base() {
    return base;
  }

  /**
   * The client of its REST API, authenticated, for calls that have no method of their own. It is
   * closed with this.
   */
  public RestClient rest() {
    return client;
  }

  /** A step that is a run of this DAG. */
  public TriggerDag trigger(String dag) {
    return TriggerDag.of(rest, dag);
  }

  /** The DAG as Airflow has it now. */
  public DagState dag(String dag) throws InterruptedException {
    return rest.dag(dag);
  }

  /** A run with its tasks. */
  public DagRun run(String dag, String run) throws InterruptedException {
    return rest.run(dag, run).with(rest.tasks(dag, run));
  }

  /** What the task wrote in its newest try. */
  public String log(DagRun run, TaskState task) throws InterruptedException {
    return rest.log(run.dag(), run.id(), task);
  }

  /** Asks a run to stop by setting it to failed. Nothing when it has ended. */
  public void stop(DagRun run) throws InterruptedException {
    rest.stop(run.dag(), run.id());
  }

  /** The files that Airflow could not load, at most the first 1,000. */
  public List<ImportError> importErrors() throws InterruptedException {
    return rest.importErrors();
  }

  /** Opens while Airflow could load every file: what a test of DAG integrity asks. */
  public Gate noImportErrors() {
    return new ImportErrorsGate(this);
  }

  /** Opens while these DAGs are loaded, without import errors and not paused. */
  public Gate dagsReady(String... dags) {
    return new DagsReadyGate(this, List.of(dags));
  }

  @Override
  public void close() {
    client.close();
    tokens.close();
  }

  @Override
  public String toString() {
    return "Airflow " + base;
  }
}
