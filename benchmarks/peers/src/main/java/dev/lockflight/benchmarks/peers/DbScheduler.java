package dev.lockflight.benchmarks.peers;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import dev.lockflight.benchmarks.Contender;
import dev.lockflight.benchmarks.PostgresPlace;
import dev.lockflight.benchmarks.Round;
import dev.lockflight.benchmarks.Workload;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/**
 * db-scheduler: each step is a one-time task that schedules the next one for immediate execution.
 */
record DbScheduler(PostgresPlace place) implements Contender {
  @Override
  public String name() {
    return "db-scheduler 16.12.0";
  }

  @Override
  public Round prepare(Workload workload) throws SQLException {
    HikariDataSource pool = place.newPool();
    String table = "scheduled_tasks_" + workload.runs();
    createTable(pool, table);
    Map<String, CompletableFuture<Integer>> ends = new ConcurrentHashMap<>();
    OneTimeTask<Integer> task =
        Tasks.oneTime("step", Integer.class)
            .execute(
                (instance, context) -> {
                  String run = instance.getId().substring(0, instance.getId().indexOf('/'));
                  int step = instance.getData();
                  if (step == workload.steps()) {
                    ends.getOrDefault(run, new CompletableFuture<>()).complete(step);
                  } else {
                    var unused =
                        context
                            .getSchedulerClient()
                            .scheduleIfNotExists(
                                new TaskInstance<>(
                                    instance.getTaskName(), run + "/" + (step + 1), step + 1),
                                Instant.now());
                  }
                });
    Scheduler scheduler =
        Scheduler.create(pool, task)
            .tableName(table)
            .threads(16)
            .pollingInterval(Duration.ofMillis(100))
            .pollUsingLockAndFetch(0.5, 1.0)
            .enableImmediateExecution()
            .build();
    scheduler.start();
    return new Chains(
        pool,
        scheduler,
        task,
        workload,
        ends,
        new AtomicLong(),
        Executors.newFixedThreadPool(workload.atOnce()));
  }

  /** The columns that its documentation lists for PostgreSQL. */
  private static void createTable(HikariDataSource pool, String table) throws SQLException {
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          CREATE TABLE %1$s (
            task_name text NOT NULL, task_instance text NOT NULL, task_data bytea,
            execution_time timestamptz NOT NULL, picked boolean NOT NULL, picked_by text,
            last_success timestamptz, last_failure timestamptz, consecutive_failures int,
            last_heartbeat timestamptz, version bigint NOT NULL, priority smallint, state text,
            PRIMARY KEY (task_name, task_instance));
          CREATE INDEX %1$s_execution_time ON %1$s (execution_time);
          CREATE INDEX %1$s_last_heartbeat ON %1$s (last_heartbeat)
          """
              .formatted(table));
    }
  }

  private record Chains(
      HikariDataSource pool,
      Scheduler scheduler,
      OneTimeTask<Integer> task,
      Workload workload,
      Map<String, CompletableFuture<Integer>> ends,
      AtomicLong runs,
      ExecutorService clients)
      implements Round {
    @Override
    public void run() throws Exception {
      Clients.run(clients, workload.runs(), this::runOne);
    }

    private void runOne() {
      String run = "run-" + runs.incrementAndGet();
      CompletableFuture<Integer> end = new CompletableFuture<>();
      ends.put(run, end);
      var unused = scheduler.scheduleIfNotExists(task.instance(run + "/1", 1), Instant.now());
      int steps = end.join();
      if (steps != workload.steps() || ends.remove(run) == null) {
        throw new IllegalStateException("only " + steps + " steps were run");
      }
    }

    @Override
    public void close() {
      clients.shutdownNow();
      scheduler.stop();
      pool.close();
    }
  }
}
