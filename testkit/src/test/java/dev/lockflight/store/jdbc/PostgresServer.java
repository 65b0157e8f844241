package dev.lockflight.store.jdbc;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;

/** A real PostgreSQL server, one for all tests of a run. */
public final class PostgresServer implements BeforeAllCallback {
  private @Nullable Started started;

  /** The server, until the tests end. */
  private static final class Started implements AutoCloseable {
    final EmbeddedPostgres server;
    final AtomicInteger schemas = new AtomicInteger();

    Started() throws IOException {
      server = EmbeddedPostgres.start();
    }

    @Override
    public void close() throws IOException {
      server.close();
    }
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    started =
        context
            .getRoot()
            .getStore(Namespace.create(PostgresServer.class))
            .getOrComputeIfAbsent(Started.class, key -> start(), Started.class);
  }

  private static Started start() {
    try {
      return new Started();
    } catch (IOException | IllegalStateException e) {
      if ("true".equals(System.getenv("CI"))) {
        throw new IllegalStateException("PostgreSQL must start in CI", e);
      }
      return Assumptions.abort("PostgreSQL does not start here: " + e);
    }
  }

  private Started started() {
    return Objects.requireNonNull(started, "the server starts before all tests");
  }

  DataSource dataSource() {
    return started().server.getPostgresDatabase();
  }

  public String url() {
    return started().server.getJdbcUrl("postgres", "postgres");
  }

  public String newSchema() {
    return "test_" + started().schemas.incrementAndGet();
  }
}
