package dev.lockflight.connector.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.List;
import java.util.concurrent.Callable;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.JdbiException;
import org.jdbi.v3.core.statement.Query;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.StatementCustomizer;
import org.jdbi.v3.core.statement.TemplateEngine;
import org.jspecify.annotations.Nullable;

/** One connection, one query, one answer. Its fields are read by the thread that may stop it. */
final class QuerySession<T> implements Callable<Answer<T>> {
  private final Warehouse warehouse;
  private final Question<T> question;
  private volatile String shown;
  private volatile boolean stopped;
  private volatile @Nullable Connection connection;
  private volatile @Nullable Statement statement;

  QuerySession(Warehouse warehouse, Question<T> question) {
    this.warehouse = warehouse;
    this.question = question;
    this.shown = warehouse.environment() + ": not connected yet";
  }

  @Override
  public Answer<T> call() {
    Jdbi jdbi = Jdbi.create(warehouse.dataSource());
    // an author's SQL is not a template: neither <this> nor :that is ours to replace
    var unused =
        jdbi.getConfig(SqlStatements.class)
            .setTemplateEngine(TemplateEngine.NOP)
            .setSqlParser(new VerbatimSql());
    try (Handle handle = jdbi.open()) {
      connection = handle.getConnection();
      return boundToCatalog(handle);
    } catch (JdbiException | SQLException e) {
      throw told(e);
    }
  }

  void stop() {
    stopped = true;
  }

  @Nullable Statement statement() {
    return statement;
  }

  @Nullable Connection connection() {
    return connection;
  }

  String shown() {
    return shown;
  }

  private Answer<T> boundToCatalog(Handle handle) throws SQLException {
    Connection open = handle.getConnection();
    CatalogBinding binding = new CatalogBinding(warehouse);
    String before = binding.enter(open);
    try {
      return rolledBack(handle);
    } finally {
      binding.leave(open, before);
    }
  }

  /** A gate has no side effects: whatever its query did is undone, if the database can. */
  private Answer<T> rolledBack(Handle handle) throws SQLException {
    if (!handle.getConnection().getMetaData().supportsTransactions()) {
      return asked(handle);
    }
    var unusedBegun = handle.begin();
    try {
      Answer<T> answer = asked(handle);
      var unusedRolledBack = handle.rollback();
      return answer;
    } catch (JdbiException | SQLException | CouldNotTellException e) {
      rollBackQuietly(handle, e);
      throw e;
    }
  }

  private static void rollBackQuietly(Handle handle, Exception first) {
    try {
      if (handle.isInTransaction()) {
        var unusedRolledBack = handle.rollback();
      }
    } catch (JdbiException e) {
      first.addSuppressed(e);
    }
  }

  private Answer<T> asked(Handle handle) throws SQLException {
    Dialect dialect = Dialect.of(handle.getConnection().getMetaData());
    shown = warehouse.environment() + ": " + question.sql().show(dialect);
    if (stopped) {
      throw new CouldNotTellException("stopped before it was sent");
    }
    try (Query query = handle.createQuery(question.sql().text().in(dialect))) {
      T value =
          query
              .addCustomizer(new Sent(question.sql().values()))
              .setMaxRows(question.mostRows())
              .scanResultSet((rows, context) -> read(rows.get(), dialect));
      return new Answer<>(value, shown);
    } catch (CouldNotTellException e) {
      throw e.about(question.subject(), shown);
    }
  }

  private T read(ResultSet rows, Dialect dialect) throws SQLException {
    return question.reader().read(rows, dialect);
  }

  private CouldNotTellException told(Exception e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql) {
        String what = connection == null ? "could not connect to the " : "query failed in the ";
        return CouldNotTellException.databaseSaid(what + warehouse, sql, shown);
      }
    }
    throw new IllegalStateException(shown, e);
  }

  /** Binds the values and lets the statement be cancelled. */
  private final class Sent implements StatementCustomizer {
    private final List<Object> values;

    Sent(List<Object> values) {
      this.values = values;
    }

    @Override
    public void beforeExecution(PreparedStatement prepared, StatementContext context)
        throws SQLException {
      for (int i = 0; i < values.size(); i++) {
        prepared.setObject(i + 1, values.get(i));
      }
      limitOnServer(prepared);
      statement = prepared;
    }

    /** Should this process die, the server still stops; our own timeout is a little shorter. */
    private void limitOnServer(PreparedStatement prepared) throws SQLException {
      try {
        long seconds = warehouse.timeout().toSeconds() + 2;
        prepared.setQueryTimeout((int) Math.min(seconds, Integer.MAX_VALUE));
      } catch (SQLFeatureNotSupportedException e) {
        // the timeout of the waiting thread holds for every driver
      }
    }
  }
}
