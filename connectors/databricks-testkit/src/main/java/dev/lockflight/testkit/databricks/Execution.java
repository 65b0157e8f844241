package dev.lockflight.testkit.databricks;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A statement from its beginning to its end. Thread-safe. */
final class Execution {
  private final String id;
  private final Warehouse warehouse;
  private final SqlQuestion question;
  private final Executor threads;
  private final CountDownLatch over = new CountDownLatch(1);
  private @Nullable SqlAnswer answer;
  private @Nullable SQLException failure;
  private boolean begun;
  private boolean canceled;

  Execution(String id, Warehouse warehouse, SqlQuestion question, Executor threads) {
    this.id = id;
    this.warehouse = warehouse;
    this.question = question;
    this.threads = threads;
  }

  String id() {
    return id;
  }

  void beginIfItCan() {
    boolean running = warehouse.look().equals("RUNNING");
    synchronized (this) {
      if (begun || canceled || !running) {
        return;
      }
      begun = true;
    }
    threads.execute(this::work);
  }

  /** Nothing has to be executed. */
  void isDone() {
    synchronized (this) {
      begun = true;
    }
    end(SqlAnswer.done(), null);
  }

  private void work() {
    try {
      SqlAnswer found = warehouse.engine().execute(question);
      end(found, null);
    } catch (SQLException e) {
      end(null, e);
    } catch (RuntimeException e) {
      end(null, new SQLException(e));
    }
  }

  private synchronized void end(@Nullable SqlAnswer found, @Nullable SQLException failed) {
    answer = found;
    failure = failed;
    over.countDown();
  }

  void await(Duration time) {
    try {
      var unused = over.await(time.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void cancel() {
    synchronized (this) {
      if (over.getCount() == 0) {
        return;
      }
      canceled = true;
    }
    warehouse.engine().cancel(question);
  }

  synchronized String state() {
    if (canceled) {
      return "CANCELED";
    }
    if (over.getCount() > 0) {
      return begun ? "RUNNING" : "PENDING";
    }
    return failure == null ? "SUCCEEDED" : "FAILED";
  }

  synchronized Optional<SqlAnswer> answer() {
    return canceled ? Optional.empty() : Optional.ofNullable(answer);
  }

  synchronized Optional<SQLException> failure() {
    return canceled ? Optional.empty() : Optional.ofNullable(failure);
  }
}
