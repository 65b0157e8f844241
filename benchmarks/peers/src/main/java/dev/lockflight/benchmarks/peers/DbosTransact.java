package dev.lockflight.benchmarks.peers;

import com.zaxxer.hikari.HikariDataSource;
import dev.dbos.transact.DBOS;
import dev.dbos.transact.config.DBOSConfig;
import dev.dbos.transact.workflow.Workflow;
import dev.lockflight.benchmarks.Contender;
import dev.lockflight.benchmarks.PostgresPlace;
import dev.lockflight.benchmarks.Round;
import dev.lockflight.benchmarks.Workload;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** DBOS Transact: one workflow a run; each step is a checkpoint. */
record DbosTransact(PostgresPlace place) implements Contender {
  /** The workflow, as DBOS wants it: an interface and a class. */
  public interface Steps {
    int run(int steps);
  }

  /** Steps that do nothing. */
  public static final class NothingSteps implements Steps {
    private final DBOS dbos;

    NothingSteps(DBOS dbos) {
      this.dbos = dbos;
    }

    @Override
    @Workflow(name = "steps")
    public int run(int steps) {
      for (int i = 0; i < steps; i++) {
        String done = dbos.runStep(() -> "", "step-" + i);
        if (!done.isEmpty()) {
          throw new IllegalStateException(done);
        }
      }
      return steps;
    }
  }

  @Override
  public String name() {
    return "DBOS Transact 1.1.0-m6";
  }

  @Override
  public Round prepare(Workload workload) {
    HikariDataSource pool = place.newPool();
    String name = "dbos_" + workload.runs();
    DBOS dbos =
        new DBOS(
            DBOSConfig.defaults(name)
                .withDataSource(pool)
                .withDatabaseSchema(name)
                .withMigrate(true));
    Steps steps = dbos.registerProxy(Steps.class, new NothingSteps(dbos));
    dbos.launch();
    return new Workflows(
        pool, dbos, steps, workload, Executors.newFixedThreadPool(workload.atOnce()));
  }

  private record Workflows(
      HikariDataSource pool, DBOS dbos, Steps steps, Workload workload, ExecutorService clients)
      implements Round {
    @Override
    public void run() throws Exception {
      Clients.run(clients, workload.runs(), this::runOne);
    }

    private void runOne() {
      try {
        int done =
            dbos.<Integer, RuntimeException>startWorkflow(() -> steps.run(workload.steps()))
                .getResult();
        if (done != workload.steps()) {
          throw new IllegalStateException("only " + done + " steps were run");
        }
      } catch (RuntimeException e) {
        throw e;
      } catch (Exception e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void close() {
      clients.shutdownNow();
      dbos.close();
      pool.close();
    }
  }
}
