package dev.lockflight.examples;

import static dev.lockflight.dsl.Lockflight.gate;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import java.io.PrintWriter;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * A DuckDB file, opened to read, by one caller at a time: dbt needs the file for itself, so nobody
 * may keep a connection. Thread-safe.
 */
public final class DuckDbFile implements DataSource {
  private final Path path;
  private final Semaphore one = new Semaphore(1);

  public DuckDbFile(Path path) {
    this.path = path;
  }

  public Path path() {
    return path;
  }

  /** Opens while there is no such file: before the first release, and after its rollback. */
  public Gate isAbsent() {
    return gate(
        path.getFileName() + " is absent",
        context -> {
          boolean there = Files.exists(path);
          Evidence seen =
              Evidence.of(
                  path.getFileName().toString(),
                  there ? "there" : "absent",
                  "absent",
                  path.toString());
          return there
              ? Verdict.failed(path + " is there", seen)
              : Verdict.passed(path + " is not there", seen);
        });
  }

  /** Waits until the last connection is closed. */
  @Override
  public Connection getConnection() throws SQLException {
    try {
      one.acquire();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while another caller reads " + path, e);
    }
    try {
      return givingBack(open());
    } catch (SQLException | RuntimeException e) {
      one.release();
      throw e;
    }
  }

  private Connection open() throws SQLException {
    Properties readOnly = new Properties();
    readOnly.setProperty("duckdb.read_only", "true");
    return DriverManager.getConnection("jdbc:duckdb:" + path, readOnly);
  }

  private Connection givingBack(Connection connection) {
    AtomicBoolean open = new AtomicBoolean(true);
    return (Connection)
        Proxy.newProxyInstance(
            DuckDbFile.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              try {
                return method.invoke(connection, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              } finally {
                if (method.getName().equals("close") && open.getAndSet(false)) {
                  one.release();
                }
              }
            });
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("a DuckDB file has no users");
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("no log writer");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("no login timeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("no java.util.logging");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("wraps nothing");
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  @Override
  public String toString() {
    return path.toString();
  }
}
