package dev.lockflight.connector.databricks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A connection of the driver that does not pretend. The driver's own takes transactions and does
 * nothing with them: what a caller rolls back would stay.
 */
final class GuardedConnection implements InvocationHandler {
  private static final Set<String> TRANSACTIONAL =
      Set.of("commit", "rollback", "setSavepoint", "releaseSavepoint");

  private final Connection connection;
  private final Duration timeout;

  private GuardedConnection(Connection connection, Duration timeout) {
    this.connection = connection;
    this.timeout = timeout;
  }

  static Connection around(Connection connection, Duration timeout) {
    return (Connection)
        Proxy.newProxyInstance(
            GuardedConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            new GuardedConnection(connection, timeout));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    boolean begins =
        method.getName().equals("setAutoCommit")
            && arguments != null
            && Boolean.FALSE.equals(arguments[0]);
    if (begins || TRANSACTIONAL.contains(method.getName())) {
      throw new SQLFeatureNotSupportedException(
          "a SQL warehouse has no transactions: each statement takes effect by itself; take a Delta"
              + " savepoint and restore it instead");
    }
    Object made = call(connection, method, arguments);
    return made instanceof Statement statement ? guarded((Connection) proxy, statement) : made;
  }

  private Statement guarded(Connection proxy, Statement statement) throws SQLException {
    statement.setQueryTimeout((int) Math.min(timeout.toSeconds(), Integer.MAX_VALUE));
    return GuardedStatement.around(proxy, statement);
  }

  static @Nullable Object call(Object target, Method method, Object @Nullable [] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getTargetException();
    }
  }
}
