package dev.lockflight.connector.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Asks one question on a thread of its own, so that a driver that blocks cannot hold the caller
 * longer than the timeout, nor make it deaf to interruption.
 */
final class TimedQuery<T> {
  private static final int CANCEL_TRIES = 100;
  private static final Duration BETWEEN_TRIES = Duration.ofMillis(50);

  private final Warehouse warehouse;
  private final QuerySession<T> session;

  TimedQuery(Warehouse warehouse, Question<T> question) {
    this.warehouse = warehouse;
    this.session = new QuerySession<>(warehouse, question);
  }

  Answer<T> answer() throws InterruptedException {
    FutureTask<Answer<T>> task = new FutureTask<>(session);
    Thread thread = new Thread(task, "lockflight-sql-" + warehouse.environment());
    thread.setDaemon(true);
    thread.start();
    try {
      return task.get(warehouse.timeout().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      boolean stopped = stop(thread);
      throw CouldNotTellException.timedOut(
          warehouse
              + " gave no answer within "
              + warehouse.timeout()
              + (stopped ? "; the query was cancelled" : "; it ignored the cancel and was cut off"),
          session.shown());
    } catch (InterruptedException e) {
      boolean unused = stop(thread);
      throw e;
    } catch (ExecutionException e) {
      throw unwrapped(e);
    }
  }

  /** Cancels until the driver gives in: a cancel that comes just before the query is lost. */
  private boolean stop(Thread thread) {
    session.stop();
    boolean interrupted = false;
    for (int i = 0; i < CANCEL_TRIES && thread.isAlive(); i++) {
      cancel(session.statement());
      try {
        thread.join(BETWEEN_TRIES.toMillis());
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (thread.isAlive()) {
      abort(session.connection());
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
    return !thread.isAlive();
  }

  private static void cancel(@Nullable Statement statement) {
    try {
      if (statement != null) {
        statement.cancel();
      }
    } catch (SQLException e) {
      // the statement has just ended, or the driver cannot cancel: the connection is cut off then
    }
  }

  private static void abort(@Nullable Connection connection) {
    try {
      if (connection != null) {
        connection.abort(Runnable::run);
      }
    } catch (SQLException e) {
      // nothing more can be done from here; the daemon thread dies with its connection
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    if (e.getCause() instanceof RuntimeException cause) {
      return cause;
    }
    if (e.getCause() instanceof Error cause) {
      throw cause;
    }
    return new IllegalStateException(e.getCause());
  }
}
