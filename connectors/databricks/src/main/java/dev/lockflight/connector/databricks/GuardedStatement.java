package dev.lockflight.connector.databricks;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.CallableStatement;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Date;
import org.jspecify.annotations.Nullable;

/**
 * A statement of the driver that binds moments as moments and can be interrupted. The driver's own
 * sends a Timestamp or an Instant as wall time of this machine into a session that runs in UTC; and
 * when its thread is interrupted, it clears the flag and lets the server work on.
 */
final class GuardedStatement implements InvocationHandler {
  private final Connection connection;
  private final Statement statement;

  private GuardedStatement(Connection connection, Statement statement) {
    this.connection = connection;
    this.statement = statement;
  }

  static Statement around(Connection connection, Statement statement) {
    Class<?> kind =
        statement instanceof CallableStatement
            ? CallableStatement.class
            : statement instanceof PreparedStatement ? PreparedStatement.class : Statement.class;
    return (Statement)
        Proxy.newProxyInstance(
            GuardedStatement.class.getClassLoader(),
            new Class<?>[] {kind},
            new GuardedStatement(connection, statement));
  }

  @Override
  public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments)
      throws Throwable {
    String name = method.getName();
    if (name.equals("getConnection")) {
      return connection;
    }
    if (name.startsWith("execute")) {
      return executed(method, arguments);
    }
    if (arguments != null && arguments.length > 1 && binds(name)) {
      OffsetDateTime moment = moment(arguments[1]);
      if (moment != null && statement instanceof PreparedStatement prepared) {
        // without the type the driver knows no OffsetDateTime
        prepared.setObject((Integer) arguments[0], moment, Types.TIMESTAMP_WITH_TIMEZONE);
        return null;
      }
    }
    return GuardedConnection.call(statement, method, arguments);
  }

  private static boolean binds(String name) {
    return name.equals("setObject") || name.equals("setTimestamp");
  }

  private static @Nullable OffsetDateTime moment(@Nullable Object value) {
    if (value instanceof Instant instant) {
      return instant.atOffset(ZoneOffset.UTC);
    }
    if (value instanceof ZonedDateTime zoned) {
      return zoned.toInstant().atOffset(ZoneOffset.UTC);
    }
    if (value instanceof OffsetDateTime moment) {
      return moment.withOffsetSameInstant(ZoneOffset.UTC);
    }
    // a java.sql.Date is no moment, and has none to give
    if (value instanceof Date date
        && (value instanceof Timestamp || value.getClass() == Date.class)) {
      return date.toInstant().atOffset(ZoneOffset.UTC);
    }
    return null;
  }

  private @Nullable Object executed(Method method, Object @Nullable [] arguments) throws Throwable {
    try {
      return GuardedConnection.call(statement, method, arguments);
    } catch (SQLException e) {
      if (wasInterrupted(e)) {
        cancel(e);
        Thread.currentThread().interrupt();
      }
      throw e;
    }
  }

  private static boolean wasInterrupted(SQLException e) {
    for (Throwable cause = e; cause != null; cause = cause.getCause()) {
      String message = String.valueOf(cause.getMessage());
      if (cause instanceof InterruptedException || message.contains("Thread interrupted")) {
        return true;
      }
    }
    return false;
  }

  private void cancel(SQLException why) {
    try {
      statement.cancel();
    } catch (SQLException e) {
      why.addSuppressed(e);
    }
  }
}
