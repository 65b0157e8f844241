package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Executor;

/**
 * A Databricks workspace on the loopback interface. It answers the calls of the Jobs, Files, SQL
 * Statement Execution, Unity Catalog, Clusters, Libraries and Workspace APIs and of OAuth as the
 * vendor documents them, and breaks where a test says so.
 *
 * <pre>{@code
 * try (LocalWorkspace workspace = LocalWorkspace.start(threads)) {
 *   workspace.files().volume("main", "ops", "artifacts");
 *   workspace.jobs().notebook("/Shared/run_dbt", task -> TaskOutcome.succeeded("{}"));
 *   workspace.faults().add(Fault.answerLost().on("POST", "/api/2.2/jobs/runs/submit"));
 * }
 * }</pre>
 *
 * <p>Thread-safe. The threads are the test's: requests and runs go to the executor it hands in, and
 * a run needs one as long as its handler works. The test closes the workspace.
 */
public final class LocalWorkspace implements AutoCloseable {
  private final Seen seen = new Seen();
  private final Faults faults = new Faults();
  private final LocalTokens tokens;
  private final LocalFiles files;
  private final LocalJobs jobs;
  private final LocalWarehouses warehouses;
  private final LocalClusters clusters;
  private final LocalUnityCatalog catalog;
  private final LocalObjects objects = new LocalObjects();
  private final Server server;

  private LocalWorkspace(Executor threads, InstantSource clock) throws IOException {
    server = Server.bind(threads);
    tokens = new LocalTokens(clock);
    files = new LocalFiles(clock);
    jobs = new LocalJobs(threads, clock);
    warehouses = new LocalWarehouses(threads);
    clusters = new LocalClusters(path -> files.tree().find(path).isPresent());
    catalog = new LocalUnityCatalog(files);
    URI host = server.uri();
    Routes all =
        new Routes(
            List.of(
                tokens.service(host),
                new Uploads(files, host, clock),
                files.service(),
                jobs.service(host),
                warehouses.service(),
                clusters.service(),
                catalog.service(),
                objects.service()));
    server.start(new Door(seen, faults, tokens, all));
  }

  /** Starts one by the time of this machine. */
  public static LocalWorkspace start(Executor threads) {
    return start(threads, InstantSource.system());
  }

  /**
   * Starts one.
   *
   * @param threads runs requests and jobs; a pool, unless a request never waits for another
   * @param clock by which tokens and upload addresses expire
   */
  public static LocalWorkspace start(Executor threads, InstantSource clock) {
    try {
      return new LocalWorkspace(threads, clock);
    } catch (IOException e) {
      throw new UncheckedIOException("the workspace cannot listen on the loopback interface", e);
    }
  }

  /** {@code http://127.0.0.1:<port>}: what DATABRICKS_HOST is elsewhere. */
  public URI host() {
    return server.uri();
  }

  /** Who may come in. */
  public LocalTokens tokens() {
    return tokens;
  }

  /** The volumes and their files. */
  public LocalFiles files() {
    return files;
  }

  /** The jobs, their runs, and what a run does. */
  public LocalJobs jobs() {
    return jobs;
  }

  /** The SQL warehouses, and what executes their statements. */
  public LocalWarehouses warehouses() {
    return warehouses;
  }

  /** The clusters, and the libraries on them. */
  public LocalClusters clusters() {
    return clusters;
  }

  /** Catalogs, schemas, tables and grants by name. */
  public LocalUnityCatalog unityCatalog() {
    return catalog;
  }

  /** The files that were imported into the workspace itself. */
  public LocalObjects objects() {
    return objects;
  }

  /** What shall go wrong. */
  public Faults faults() {
    return faults;
  }

  /** Every request so far, in the order in which they came. */
  public List<SeenRequest> requests() {
    return seen.all();
  }

  /** Ends all requests and deletes all files. Runs that still work are interrupted. */
  @Override
  public void close() {
    faults.close();
    jobs.close();
    server.stop();
    files.close();
  }

  @Override
  public String toString() {
    return "local workspace at " + host();
  }
}
