package dev.lockflight.connector.sql;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;

/**
 * A DuckDB file as a DataSource: the file may be open only once in a process, so the second caller
 * waits until the first has closed.
 */
final class DuckDbFile {
  private DuckDbFile() {}

  static DataSource at(Path file) {
    Semaphore one = new Semaphore(1);
    return new SmallDataSource(() -> open(file, one));
  }

  private static Connection open(Path file, Semaphore one) throws SQLException {
    one.acquireUninterruptibly();
    try {
      Connection connection = DriverManager.getConnection("jdbc:duckdb:" + file);
      try (Statement statement = connection.createStatement()) {
        statement.execute("set TimeZone = 'America/St_Johns'");
      }
      return returning(connection, one);
    } catch (SQLException | RuntimeException e) {
      one.release();
      throw e;
    }
  }

  private static Connection returning(Connection connection, Semaphore one) {
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
}
