package dev.lockflight.connector.databricks;

import com.databricks.client.jdbc.Driver;
import java.io.PrintWriter;
import java.net.URI;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.Properties;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Connections of the vendor's driver, opened with properties under which it does what it says, and
 * guarded. Nothing is in the URL that could be logged.
 */
final class WarehouseDataSource implements DataSource {
  private static final String BEARER = "Bearer ";

  private final Databricks workspace;
  private final String warehouse;
  private final SessionSettings settings;

  WarehouseDataSource(Databricks workspace, String warehouse, SessionSettings settings) {
    this.workspace = workspace;
    this.warehouse = warehouse;
    this.settings = settings;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection opened = new Driver().connect(url(), properties(token()));
    if (opened == null) {
      throw new SQLException("the Databricks driver does not take " + url(), "08001");
    }
    return GuardedConnection.around(opened, settings.statementTimeout());
  }

  @Override
  public Connection getConnection(String user, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException(
        "the workspace was opened with its own credentials; open another for another user");
  }

  private String url() {
    URI host = workspace.host();
    boolean secure = "https".equals(host.getScheme());
    int port = host.getPort() >= 0 ? host.getPort() : secure ? 443 : 80;
    return "jdbc:databricks://" + host.getHost() + ":" + port + "/" + settings.schema().orElse("");
  }

  private Properties properties(String token) {
    Properties properties = new Properties();
    settings.parameters().forEach(properties::setProperty);
    boolean secure = "https".equals(workspace.host().getScheme());
    properties.setProperty("ssl", secure ? "1" : "0");
    properties.setProperty("httpPath", "/sql/1.0/warehouses/" + warehouse);
    // absent, the driver asks a feature flag and then speaks Thrift
    properties.setProperty("usethriftclient", "0");
    properties.setProperty("EnableTelemetry", "0");
    properties.setProperty("IgnoreTransactions", "1");
    // these would otherwise answer with an update count and lose their row
    properties.setProperty("NonRowcountQueryPrefixes", "RESTORE,OPTIMIZE,VACUUM");
    // the driver tries again by itself; more than this is the caller's business
    properties.setProperty("RateLimitRetryTimeout", "60");
    properties.setProperty("TemporarilyUnavailableRetryTimeout", "120");
    properties.setProperty("socketTimeout", "300");
    properties.setProperty("UserAgentEntry", "lockflight");
    properties.setProperty("AuthMech", "11");
    properties.setProperty("Auth_Flow", "0");
    properties.setProperty("Auth_AccessToken", token);
    settings.catalog().ifPresent(name -> properties.setProperty("ConnCatalog", name));
    settings.schema().ifPresent(name -> properties.setProperty("ConnSchema", name));
    return properties;
  }

  private String token() throws SQLException {
    try {
      String header = workspace.credentials().headers().getOrDefault("Authorization", "");
      return header.startsWith(BEARER) ? header.substring(BEARER.length()) : header;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while getting a token", "08001", e);
    }
  }

  @Override
  public PrintWriter getLogWriter() throws SQLException {
    throw new SQLFeatureNotSupportedException("the driver logs through java.util.logging");
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException("the driver logs through java.util.logging");
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException("the driver has no login timeout");
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException("the driver has several loggers");
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    if (type.isInstance(this)) {
      return type.cast(this);
    }
    throw new SQLException("no " + type.getName() + " in " + this);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return type.isInstance(this);
  }

  @Override
  public String toString() {
    return "SQL warehouse " + warehouse + " of " + workspace;
  }
}
