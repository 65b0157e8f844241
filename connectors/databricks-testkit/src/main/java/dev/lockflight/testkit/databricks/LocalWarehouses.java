package dev.lockflight.testkit.databricks;

import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executor;

/**
 * SQL warehouses, and what executes their statements (SQL Statement Execution API, as the JDBC
 * driver speaks it with {@code usethriftclient=0}). Thread-safe.
 */
public final class LocalWarehouses {
  private final Executor threads;
  private final Map<String, Warehouse> warehouses = new ConcurrentSkipListMap<>();
  private volatile int rowsOfAChunk = 10_000;

  LocalWarehouses(Executor threads) {
    this.threads = threads;
  }

  /** There is such a warehouse from now on, and it runs. */
  public void warehouse(String id, SqlEngine engine) {
    warehouses.put(id, new Warehouse(id, engine));
  }

  /** It stands still; the next statement, or a call, starts it. */
  public void stop(String id) {
    get(id).stop();
  }

  /** Whoever starts it waits for ever. */
  public void neverStarts(String id) {
    get(id).neverStarts();
  }

  /** Results come in chunks of at most so many rows. */
  public void rowsOfAChunk(int rows) {
    rowsOfAChunk = rows;
  }

  Warehouse get(String id) {
    Warehouse found = warehouses.get(id);
    if (found == null) {
      throw new Refusal(404, "RESOURCE_DOES_NOT_EXIST", "Warehouse " + id + " does not exist.");
    }
    return found;
  }

  Map<String, Warehouse> all() {
    return warehouses;
  }

  int rowsOfAChunk() {
    return rowsOfAChunk;
  }

  Routes.Service service() {
    Statements statements = new Statements(this, threads);
    return new WarehousesApi(this, new StatementsApi(statements, this));
  }
}
