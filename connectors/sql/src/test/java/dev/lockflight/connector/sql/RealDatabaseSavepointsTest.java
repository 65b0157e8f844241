package dev.lockflight.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Environment;
import dev.lockflight.FailureClass;
import dev.lockflight.Savepoint;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** With the databases whose files they are. */
final class RealDatabaseSavepointsTest {
  private static final Environment PROD = Environment.of("prod");
  private final FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("prod"));
  @TempDir Path directory;

  private DatabaseFileSavepoints savepoints(Path database) {
    return DatabaseFileSavepoints.of(PROD, database, directory.resolve("savepoints"));
  }

  private static void execute(String url, String... sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      for (String each : sql) {
        statement.execute(each);
      }
    }
  }

  private static int rows(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from laps")) {
      assertThat(rows.next()).isTrue();
      return rows.getInt(1);
    }
  }

  @Test
  void duckdb_with_a_log_left_behind_comes_back() throws Exception {
    Path file = directory.resolve("prod.duckdb");
    String url = "jdbc:duckdb:" + file;
    execute(url, "create table laps as select range as lap from range(1000)");
    execute(url, "pragma disable_checkpoint_on_shutdown", "insert into laps select 7");
    assertThat(directory.resolve("prod.duckdb.wal")).exists();
    Savepoint before = savepoints(file).capture(context);
    assertThat(before.relations()).hasSize(2);
    execute(url, "pragma disable_checkpoint_on_shutdown", "delete from laps");
    var report = savepoints(file).bringBack(before, context);
    assertThat(report.isComplete()).isTrue();
    assertThat(rows(url)).isEqualTo(1001);
  }

  @Test
  void sqlite_with_a_log_comes_back() throws Exception {
    Path file = directory.resolve("prod.sqlite");
    String url = "jdbc:sqlite:" + file;
    execute(url, "pragma journal_mode = wal", "create table laps (lap integer)");
    Path killed = directory.resolve("killed.sqlite");
    try (Connection open = DriverManager.getConnection(url);
        Statement statement = open.createStatement()) {
      statement.execute("insert into laps values (1), (2), (3)");
      // as a killed process leaves it: the rows are only in the log
      var unused = Files.copy(file, killed);
      var unusedLog = Files.copy(Path.of(file + "-wal"), Path.of(killed + "-wal"));
    }
    Savepoint before = savepoints(killed).capture(context);
    assertThat(before.relations()).hasSize(2);
    execute("jdbc:sqlite:" + killed, "delete from laps");
    var report = savepoints(killed).bringBack(before, context);
    assertThat(report.isComplete()).isTrue();
    assertThat(rows("jdbc:sqlite:" + killed)).isEqualTo(3);
  }

  @Test
  void database_open_in_another_process_is_neither_copied_nor_replaced() throws Exception {
    Path file = directory.resolve("prod.duckdb");
    execute("jdbc:duckdb:" + file, "create table laps (lap integer)");
    Savepoint before = savepoints(file).capture(context);
    execute("jdbc:duckdb:" + file, "insert into laps values (1)");
    Process other = start(List.of(), OpenDuckDb.class, file.toString());
    try {
      assertThat(other.getInputStream().read()).isEqualTo('o');
      assertThatThrownBy(() -> savepoints(file).capture(context))
          .isInstanceOfSatisfying(
              StepFailedException.class,
              e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
          .hasMessageContaining("is open in another process");
      assertThatThrownBy(() -> savepoints(file).bringBack(before, context))
          .hasMessageContaining("is open in another process");
    } finally {
      other.destroyForcibly();
      assertThat(other.waitFor()).isNotZero();
    }
    var report = savepoints(file).bringBack(before, context);
    assertThat(report.isComplete()).isTrue();
    assertThat(rows("jdbc:duckdb:" + file)).isZero();
  }

  @Test
  void file_that_cannot_be_written_to_its_end_is_no_savepoint() throws Exception {
    Path file = directory.resolve("prod.duckdb");
    var unused = Files.write(file, new byte[3_000_000]);
    Process limited =
        start(
            List.of("sh", "-c", "ulimit -f 2000; exec \"$@\"", "sh"),
            CaptureOnce.class,
            file.toString(),
            directory.resolve("savepoints").toString());
    String said = new String(limited.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(said).startsWith("no savepoint of " + file + " was taken: ");
    assertThat(directory.resolve("savepoints").resolve("prod")).isEmptyDirectory();
    assertThat(file).hasSize(3_000_000);
  }

  private static Process start(List<String> prefix, Class<?> main, String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx64m", "-XX:-UsePerfData", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(main.getName());
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
  }

  /** Holds a DuckDB file until it is killed. */
  static final class OpenDuckDb {
    public static void main(String[] arguments) throws Exception {
      try (Connection open = DriverManager.getConnection("jdbc:duckdb:" + arguments[0])) {
        System.out.print(open.isClosed() ? "closed" : "open");
        System.out.flush();
        int end = System.in.read();
        System.out.print(end);
      }
    }
  }

  /** Takes a savepoint and prints how that failed. */
  static final class CaptureOnce {
    public static void main(String[] arguments) throws Exception {
      try {
        System.out.print(
            DatabaseFileSavepoints.of(PROD, Path.of(arguments[0]), Path.of(arguments[1]))
                .capture(FakeContext.ofRun("run-1").in(Environment.of("prod"))));
      } catch (StepFailedException e) {
        System.out.print(e.getMessage());
      }
    }
  }
}
