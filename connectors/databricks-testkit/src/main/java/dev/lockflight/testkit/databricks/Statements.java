package dev.lockflight.testkit.databricks;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;

/** The statements that were begun, by id. Thread-safe. */
final class Statements {
  private final LocalWarehouses warehouses;
  private final Executor threads;
  private final Map<String, Execution> executions = new ConcurrentHashMap<>();
  private final AtomicInteger begun = new AtomicInteger();

  Statements(LocalWarehouses warehouses, Executor threads) {
    this.warehouses = warehouses;
    this.threads = threads;
  }

  /** Begins it; on a warehouse that stands still when that runs and somebody asks. */
  Execution begin(String warehouse, SqlQuestion question) {
    Warehouse on = warehouses.get(warehouse);
    on.start();
    String id = "statement-" + begun.incrementAndGet();
    Execution execution = new Execution(id, on, question, threads);
    executions.put(id, execution);
    execution.beginIfItCan();
    return execution;
  }

  /** One about the session alone, which is over at once. */
  Execution over(String warehouse, SqlQuestion question) {
    String id = "statement-" + begun.incrementAndGet();
    Execution execution = new Execution(id, warehouses.get(warehouse), question, threads);
    execution.isDone();
    executions.put(id, execution);
    return execution;
  }

  Execution get(String id) {
    return Optional.ofNullable(executions.get(id))
        .orElseThrow(
            () -> new Refusal(404, "NOT_FOUND", "The statement " + id + " was not found."));
  }

  void close(String id) {
    var unused = executions.remove(id);
  }
}
