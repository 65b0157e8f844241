package dev.lockflight.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import dev.lockflight.testkit.contract.RunScript;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SqliteFaultsTest {
  private static final Migrations MIGRATIONS = new Migrations("sqlite", 3);

  @TempDir private Path directory;
  private Path file = Path.of("");
  private final RunScript script = new RunScript("run-1", Instant.EPOCH);

  @BeforeEach
  void name_the_file() {
    file = directory.resolve("lockflight.db");
  }

  @Test
  void a_full_disk_is_reported_and_nothing_before_it_is_lost() throws Exception {
    Path disk = Files.createDirectory(directory.resolve("disk"));
    Assumptions.assumeTrue(
        run("mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", disk.toString()),
        "only root can mount a small disk; the page limit tests the same");
    try (RunStore store = JdbcRunStore.sqlite(disk.resolve("lockflight.db"))) {
      Path filler = Files.write(disk.resolve("filler"), new byte[1_000_000]);
      requireSurvivesFullDisk(store, () -> Files.delete(filler));
    } finally {
      assertThat(run("umount", disk.toString())).isTrue();
    }
  }

  @Test
  void a_database_that_may_not_grow_is_reported_and_nothing_before_it_is_lost() throws Exception {
    SqliteDatabase database = SqliteDatabase.open(file, MIGRATIONS);
    try (RunStore store = new JdbcRunStore(database)) {
      database.write(handle -> handle.execute("PRAGMA max_page_count = 60"));
      requireSurvivesFullDisk(
          store, () -> database.write(handle -> handle.execute("PRAGMA max_page_count = 100000")));
    }
  }

  /** Frees space on the disk. */
  private interface Freeing {
    void free() throws IOException;
  }

  private void requireSurvivesFullDisk(RunStore store, Freeing freeing) throws IOException {
    assertThatThrownBy(
            () -> {
              while (true) {
                store.append(List.of(big(script)));
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot append")
        .hasMessageContaining("is full; free space on it");

    long written = script.seq() - 1;
    assertThat(written).isPositive();
    assertThat(store.read(script.run(), 0)).hasSize((int) written);
    assertThat(store.find(script.run()).orElseThrow().moments().seq()).isEqualTo(written);
    assertThatThrownBy(() -> store.append(List.of(big(new RunScript("run-2", Instant.EPOCH)))))
        .hasMessageContaining("is full");

    freeing.free();
    store.append(List.of(script.from(written).step(1)));
    assertThat(store.read(script.run(), written)).hasSize(2);
    assertThat(store.read(RunId.of("run-2"), 0)).isEmpty();
  }

  private static Append big(RunScript script) {
    return script.next(new RunEvent.Ended(RunStatus.FAILED, "x".repeat(20_000)));
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process;
    try {
      process = new ProcessBuilder(command).start();
    } catch (IOException e) {
      return false;
    }
    return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
  }

  @Test
  void a_file_of_something_else_is_left_alone() throws IOException {
    Files.writeString(file, "id,name\n1,not a database, but a table of a hundred bytes or so");

    assertThatThrownBy(() -> JdbcRunStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("is not a Lockflight store")
        .hasMessageContaining("nothing was changed");

    assertThat(Files.readString(file)).startsWith("id,name");
    assertThat(directory).isDirectoryNotContaining(path -> !path.equals(file));
  }

  @Test
  void the_database_of_another_program_is_left_alone() throws SQLException {
    sql("CREATE TABLE laps (id INTEGER)");

    assertThatThrownBy(() -> JdbcRunStore.sqlite(file))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is an SQLite database of another program");
  }

  @Test
  void a_directory_is_no_store() {
    assertThatThrownBy(() -> JdbcRunStore.sqlite(directory))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("is a directory; name a file in it");
  }

  @Test
  void a_directory_that_cannot_be_made_is_reported() throws IOException {
    Files.writeString(file, "");

    assertThatThrownBy(() -> JdbcRunStore.sqlite(file.resolve("store.db")))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("cannot open the store " + file.resolve("store.db"));
  }

  @Test
  void a_damaged_file_is_reported_with_what_to_do() throws IOException {
    fill();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      for (long at = 4_096; at < channel.size(); at += 4_096) {
        assertThat(channel.write(ByteBuffer.wrap(new byte[] {77, 77, 77, 77, 77, 77}), at))
            .isEqualTo(6);
      }
    }

    requireDamaged();
  }

  @Test
  void a_torn_file_is_reported_with_what_to_do() throws IOException {
    fill();
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      assertThat(channel.truncate(channel.size() / 2 + 1).isOpen()).isTrue();
    }

    requireDamaged();
  }

  private void fill() {
    try (RunStore store = JdbcRunStore.sqlite(file)) {
      for (int i = 0; i < 30; i++) {
        store.append(List.of(big(script)));
      }
    }
  }

  private void requireDamaged() throws IOException {
    byte[] before = Files.readAllBytes(file);
    assertThatThrownBy(
            () -> {
              try (RunStore store = JdbcRunStore.sqlite(file)) {
                assertThat(store.read(script.run(), 0)).isNotNull();
              }
            })
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("the file of the store " + file + " is damaged; nothing was changed")
        .hasMessageContaining("restore a backup");
    assertThat(Files.readAllBytes(file)).isEqualTo(before);
  }

  @Test
  void an_entry_that_cannot_be_read_is_named() throws SQLException {
    try (RunStore store = JdbcRunStore.sqlite(file)) {
      store.append(List.of(script.step(1)));
      sql("UPDATE journal SET type = 'from-the-future' WHERE seq = 2");
      assertThatThrownBy(() -> store.read(script.run(), 0))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("entry 2 of run run-1 cannot be read")
          .hasMessageContaining("written by a newer Lockflight");
      sql("UPDATE journal SET body = '{' WHERE seq = 1");
      assertThatThrownBy(() -> store.read(script.run(), 0))
          .hasMessageContaining("entry 1 of run run-1 cannot be read");
    }
  }

  @Test
  void a_store_that_another_program_keeps_locked_is_reported() throws SQLException {
    SqliteFile impatient = SqliteFile.at(file, Duration.ofMillis(20));
    try (RunStore store = new JdbcRunStore(SqliteDatabase.open(impatient, MIGRATIONS));
        Connection other = SqliteFile.at(file).connectToWrite();
        Statement statement = other.createStatement()) {
      statement.executeUpdate("BEGIN IMMEDIATE");
      assertThatThrownBy(() -> store.append(List.of(script.step(1))))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("locked by another program");
      assertThat(store.list(RunStore.Query.newest(1))).isEmpty();

      statement.executeUpdate("ROLLBACK");
      store.append(List.of(script.from(0).step(1)));
      assertThat(store.read(script.run(), 0)).hasSize(2);
    }
  }

  @Test
  void a_name_that_could_not_be_read_again_is_refused() {
    Append append =
        script.next(
            new StepEvent.StepSucceeded(
                new ItemPath(StageName.of("a"), Phase.RUN, "b"),
                1,
                null,
                null,
                Map.of("\ud83d", "x")));
    try (RunStore store = JdbcRunStore.sqlite(file)) {
      assertThatThrownBy(() -> store.append(List.of(append)))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("nothing was written");
    }
  }

  private void sql(String statement) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        Statement run = connection.createStatement()) {
      run.executeUpdate(statement);
    }
  }
}
