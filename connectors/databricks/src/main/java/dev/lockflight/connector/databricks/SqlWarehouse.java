package dev.lockflight.connector.databricks;

import dev.lockflight.RemoteOperation;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * A SQL warehouse: its state, and its data over the vendor's JDBC driver, which must be on the
 * class path ({@code com.databricks:databricks-jdbc}). Thread-safe.
 *
 * <pre>{@code
 * SqlWarehouse sql = databricks.warehouse("1234abcd");
 * Warehouse prodData = Warehouse.of(prod, sql.dataSource());
 * }</pre>
 */
public final class SqlWarehouse {
  private static final String PATH = "/api/2.0/sql/warehouses/{id}";

  private final Databricks workspace;
  private final String id;

  SqlWarehouse(Databricks workspace, String id) {
    this.workspace = workspace;
    this.id = id;
  }

  public String id() {
    return id;
  }

  /** How it is now. */
  public WarehouseStatus status() throws InterruptedException {
    JsonTree answer = client().send(Request.get(PATH, id)).json();
    JsonTree health = answer.at("health");
    String trouble = text(health.at("summary")) + text(health.at("failure_reason", "code"));
    return new WarehouseStatus(
        id, text(answer.at("name")), state(answer.at("state").text()), trouble);
  }

  /** Asks it to start, and returns at once. Nothing when it runs. */
  public void start() throws InterruptedException {
    var unused = client().send(Request.post(PATH + "/start", id).json(Fields.NONE).repeatable());
  }

  /** Asks it to stop, and returns at once. */
  public void stop() throws InterruptedException {
    var unused = client().send(Request.post(PATH + "/stop", id).json(Fields.NONE).repeatable());
  }

  /** A step that starts it and waits until it runs, at most 20 minutes. */
  public RemoteOperation<WarehouseStatus> started() {
    return new StartWarehouse(this);
  }

  /**
   * Its data. Each connection is a session of its own, opened with a token that is good then; the
   * first statement starts a stopped warehouse and waits for it.
   *
   * <p>Unlike the driver's own: an {@link java.time.Instant} is bound as the moment it is, not as
   * wall time of this machine; beginning, committing or rolling back a transaction is refused
   * instead of silently doing nothing; interrupting a thread that waits for a statement cancels it
   * on the server and leaves the thread interrupted; {@code RESTORE}, {@code OPTIMIZE} and {@code
   * VACUUM} answer with their row.
   */
  public DataSource dataSource() {
    return dataSource(SessionSettings.usual());
  }

  public DataSource dataSource(SessionSettings settings) {
    return new WarehouseDataSource(workspace, id, settings);
  }

  private RestClient client() {
    return workspace.rest();
  }

  private static String text(JsonTree tree) {
    return tree.optionalText().orElse("");
  }

  private static WarehouseStatus.State state(String word) {
    try {
      return WarehouseStatus.State.valueOf(word.toUpperCase(Locale.ROOT));
    } catch (IllegalArgumentException e) {
      return WarehouseStatus.State.UNKNOWN;
    }
  }

  @Override
  public String toString() {
    return "SQL warehouse " + id;
  }
}
