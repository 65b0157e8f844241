package dev.lockflight.store.jdbc;

import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.contract.RunScript;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import javax.sql.DataSource;

/**
 * How fast a store appends, next to the bare commits of the same database through JDBC in the same
 * directory. All kinds are measured in turns of a fifth of a second, because a disk's speed changes
 * all the time. A program, not a test: {@code StoreSpeed [turns] [directory]}; a directory in
 * memory shows what the appends cost without the disk.
 */
final class StoreSpeed {
  private static final Instant START = Instant.parse("2026-11-20T10:00:00.123456789Z");
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
  private static final long TURN_NANOS = 200_000_000;

  private final List<Kind> kinds = new ArrayList<>();
  private final int turns;

  private StoreSpeed(int turns) {
    this.turns = turns;
  }

  /** Something that commits once. */
  private interface Commit {
    void once(int number) throws SQLException;
  }

  /** What is measured, and how often and how long it was done so far. */
  private static final class Kind {
    final String name;
    final int steps;
    final Commit commit;
    int done;
    int counted;
    long nanos;
    long cpuNanos;

    Kind(String name, int steps, Commit commit) {
      this.name = name;
      this.steps = steps;
      this.commit = commit;
    }

    void turn() throws SQLException {
      long start = System.nanoTime();
      long cpuStart = THREADS.getCurrentThreadCpuTime();
      while (System.nanoTime() - start < TURN_NANOS) {
        commit.once(done++);
        counted++;
      }
      nanos += System.nanoTime() - start;
      cpuNanos += THREADS.getCurrentThreadCpuTime() - cpuStart;
    }

    void warmedUp() {
      counted = 0;
      nanos = 0;
      cpuNanos = 0;
    }

    void report(String database) {
      double rate = counted * 1e9 / nanos;
      System.out.printf(
          Locale.ROOT,
          "%-10s %-28s %,8.0f commits/s %,8.0f steps/s %,6.0f µs, %,6.0f of this thread%n",
          database,
          name,
          rate,
          rate * steps,
          1e6 / rate,
          cpuNanos / 1e3 / counted);
    }
  }

  public static void main(String[] args) throws IOException, SQLException {
    int turns = args.length > 0 ? Integer.parseInt(args[0]) : 15;
    Path directory = Path.of(args.length > 1 ? args[1] : System.getProperty("java.io.tmpdir"));
    new StoreSpeed(turns).sqlite(Files.createTempDirectory(directory, "store-speed"));
    new StoreSpeed(turns).postgres(Files.createTempDirectory(directory, "store-speed"));
  }

  private void sqlite(Path directory) throws SQLException {
    try (RunStore store = JdbcRunStore.sqlite(directory.resolve("store.db"));
        Connection raw = SqliteFile.at(directory.resolve("raw.db")).connectToWrite()) {
      measure("SQLite", store, raw);
    }
  }

  private void postgres(Path directory) throws IOException, SQLException {
    try (EmbeddedPostgres server =
        EmbeddedPostgres.builder()
            .setDataDirectory(directory)
            .setServerConfig("fsync", "on")
            .setServerConfig("synchronous_commit", "on")
            .start()) {
      DataSource database = server.getPostgresDatabase();
      try (RunStore store = JdbcRunStore.postgres(database);
          Connection raw = database.getConnection()) {
        measure("PostgreSQL", store, raw);
      }
    }
  }

  private void measure(String database, RunStore store, Connection connection) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.executeUpdate("CREATE TABLE raw (id INTEGER PRIMARY KEY, text TEXT)");
    }
    try (PreparedStatement insert =
        connection.prepareStatement("INSERT INTO raw (id, text) VALUES (?, 'x')")) {
      kinds.add(
          new Kind(
              "bare commits of one row",
              1,
              number -> {
                insert.setInt(1, number);
                insert.executeUpdate();
              }));
      for (int runs : new int[] {1, 4, 16}) {
        kinds.add(appends(store, runs));
      }
      takeTurns();
    }
    kinds.forEach(kind -> kind.report(database));
  }

  private void takeTurns() throws SQLException {
    for (int turn = 0; turn < turns; turn++) {
      if (turn == turns / 3) {
        kinds.forEach(Kind::warmedUp);
      }
      for (Kind kind : kinds) {
        kind.turn();
      }
    }
  }

  private static Kind appends(RunStore store, int runs) {
    List<RunScript> scripts = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      scripts.add(new RunScript("of-" + runs + "-" + i, START));
    }
    return new Kind(
        "appends of " + runs + " runs × 2",
        runs,
        number -> {
          List<Append> appends = new ArrayList<>();
          scripts.forEach(run -> appends.add(run.step(number)));
          store.append(appends);
        });
  }
}
