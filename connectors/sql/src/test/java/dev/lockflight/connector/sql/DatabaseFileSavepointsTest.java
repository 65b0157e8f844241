package dev.lockflight.connector.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Digest;
import dev.lockflight.Environment;
import dev.lockflight.FailureClass;
import dev.lockflight.Savepoint;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class DatabaseFileSavepointsTest {
  private static final Environment PROD = Environment.of("prod");

  @TempDir Path temporary;
  private final FakeContext context = FakeContext.ofRun("run-1").in(Environment.of("prod"));
  private Path data;
  private Path main;
  private Path copies;

  @BeforeEach
  void a_database_directory() throws IOException {
    data = Files.createDirectory(temporary.resolve("data"));
    main = data.resolve("prod.duckdb");
    copies = temporary.resolve("savepoints");
  }

  private DatabaseFileSavepoints savepoints() {
    return savepoints(new Disk());
  }

  private DatabaseFileSavepoints savepoints(Disk disk) {
    return DatabaseFileSavepoints.of(PROD, main, copies, disk);
  }

  private void files(String... namesAndTexts) throws IOException {
    try (Stream<Path> all = Files.list(data)) {
      for (Path each : all.toList()) {
        Files.delete(each);
      }
    }
    for (int i = 0; i < namesAndTexts.length; i += 2) {
      var unused = Files.writeString(data.resolve(namesAndTexts[i]), namesAndTexts[i + 1]);
    }
  }

  private Map<String, String> found() throws IOException {
    Map<String, String> found = new TreeMap<>();
    try (Stream<Path> all = Files.list(data)) {
      for (Path each : all.toList()) {
        found.put(
            each.getFileName().toString(),
            Files.isDirectory(each) ? "directory" : Files.readString(each));
      }
    }
    return found;
  }

  @Test
  void database_comes_back_as_it_was_with_its_log_and_without_that_of_another() throws Exception {
    files("prod.duckdb", "old", "prod.duckdb.wal", "old log");
    Savepoint before = savepoints().capture(context);
    files("prod.duckdb", "new", "prod.duckdb-wal", "foreign", "prod.duckdb-shm", "index");
    assertThat(savepoints().bringBack(before, context).isComplete()).isTrue();
    assertThat(found()).isEqualTo(Map.of("prod.duckdb", "old", "prod.duckdb.wal", "old log"));
  }

  @Test
  void database_that_did_not_exist_is_removed_again() throws Exception {
    Savepoint before = savepoints().capture(context);
    assertThat(before.relations().get(0).version()).isEqualTo("absent");
    assertThat(savepoints().check(before).status()).isEqualTo(Verdict.Status.PASSED);
    files("prod.duckdb", "new", "prod.duckdb.wal", "log");
    var unused = savepoints().bringBack(before, context);
    assertThat(found()).isEmpty();
  }

  @Test
  void crash_at_any_change_of_a_restore_leaves_old_or_new_and_the_next_call_finishes()
      throws Exception {
    files("prod.duckdb", "old state");
    Savepoint before = savepoints().capture(context);
    int crashes = 0;
    for (boolean ended = false; !ended; crashes++) {
      files("prod.duckdb", "new");
      ended = restoreCrashingAfter(crashes, before);
      assertThat(found().get("prod.duckdb")).isIn("old state", "new");
      var unused = savepoints().bringBack(before, context);
      assertThat(found()).as("after " + crashes).isEqualTo(Map.of("prod.duckdb", "old state"));
    }
    assertThat(crashes).isGreaterThan(4);
  }

  @Test
  void log_never_lies_beside_a_database_of_another_state() throws Exception {
    files("prod.duckdb", "old state", "prod.duckdb.wal", "old log");
    Savepoint before = savepoints().capture(context);
    int crashes = 0;
    for (boolean ended = false; !ended; crashes++) {
      files("prod.duckdb", "new", "prod.duckdb.wal", "new log");
      ended = restoreCrashingAfter(crashes, before);
      String state = found().get("prod.duckdb") + "/" + found().get("prod.duckdb.wal");
      assertThat(state).isIn("new/new log", "new/null", "old state/null", "old state/old log");
      boolean begun = !state.equals("new/new log") && !ended;
      if (begun && !state.equals("old state/old log")) {
        assertThatThrownBy(() -> savepoints().capture(context))
            .hasMessageContaining("half restored");
      }
      var unused = savepoints().bringBack(before, context);
      assertThat(found())
          .isEqualTo(Map.of("prod.duckdb", "old state", "prod.duckdb.wal", "old log"));
    }
    assertThat(crashes).isGreaterThan(7);
  }

  private boolean restoreCrashingAfter(int changes, Savepoint before) throws Exception {
    try {
      var unused = savepoints(CrashingDisk.afterChanges(changes)).bringBack(before, context);
      return true;
    } catch (CrashingDisk.Crash e) {
      return false;
    }
  }

  @Test
  void crash_at_any_change_of_a_capture_harms_nothing_and_leaves_nothing() throws Exception {
    files("prod.duckdb", "state", "prod.duckdb.wal", "log");
    int crashes = 0;
    for (boolean ended = false; !ended; crashes++) {
      try {
        var unused = savepoints(CrashingDisk.afterChanges(crashes)).capture(context);
        ended = true;
      } catch (CrashingDisk.Crash e) {
        assertThat(found()).hasSize(2);
      }
      context.at(context.now().plusSeconds(1));
      Savepoint again = savepoints().capture(context);
      assertThat(savepoints().check(again).status()).isEqualTo(Verdict.Status.PASSED);
      assertThat(copies.resolve("prod").toFile().list()).containsExactly(again.id());
    }
    assertThat(crashes).isGreaterThan(4);
  }

  @Test
  void damaged_or_lost_copy_is_found_and_never_restored() throws Exception {
    files("prod.duckdb", "old");
    Savepoint before = savepoints().capture(context);
    assertThat(savepoints().check(before).status()).isEqualTo(Verdict.Status.PASSED);
    Path copy = copies.resolve("prod").resolve(before.id()).resolve("prod.duckdb");
    var unused = Files.writeString(copy, "odd");
    files("prod.duckdb", "new");
    assertThat(savepoints().check(before).summary()).contains("is not what was copied");
    assertThat(savepoints().check(before).status()).isEqualTo(Verdict.Status.FAILED);
    assertThatThrownBy(() -> savepoints().bringBack(before, context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("was not restored: its savepoint");
    assertThat(found()).isEqualTo(Map.of("prod.duckdb", "new"));
    Files.delete(copy);
    assertThat(savepoints().check(before).summary()).contains("prod.duckdb is gone");
    Files.delete(copy.getParent());
    assertThat(savepoints().check(before).summary()).contains(before.id() + " is gone");
  }

  @Test
  void copy_that_reads_back_differently_is_neither_a_savepoint_nor_restored() throws Exception {
    files("prod.duckdb", "old");
    Savepoint before = savepoints().capture(context);
    files("prod.duckdb", "new");
    Disk lying =
        new Disk() {
          @Override
          Digest copy(Path from, Path to) throws IOException {
            Digest digest = super.copy(from, to);
            var unused = Files.writeString(to, "rot");
            return digest;
          }
        };
    assertThatThrownBy(() -> savepoints(lying).capture(context)).hasMessageContaining("reads back");
    assertThatThrownBy(() -> savepoints(lying).bringBack(before, context))
        .hasMessageContaining("reads back");
    assertThat(found()).isEqualTo(Map.of("prod.duckdb", "new"));
  }

  @Test
  void newest_savepoints_are_kept_and_strange_files_left_alone() throws Exception {
    files("prod.duckdb", "state");
    Path home = Files.createDirectories(copies.resolve("prod"));
    var unused = Files.writeString(home.resolve("notes.txt"), "mine");
    DatabaseFileSavepoints two = savepoints().keeping(2);
    List<String> ids = new java.util.ArrayList<>();
    for (int i = 0; i < 4; i++) {
      context.idempotencyKey("run-" + i);
      context.at(context.now().plusSeconds(1));
      ids.add(two.capture(context).id());
    }
    assertThat(home.toFile().list()).containsExactlyInAnyOrder(ids.get(2), ids.get(3), "notes.txt");
  }

  @Test
  void wrong_environment_or_database_is_refused() throws Exception {
    files("prod.duckdb", "state");
    Savepoint before = savepoints().capture(context);
    FakeContext stage = FakeContext.ofRun("run-1").in(Environment.of("stage"));
    assertThatThrownBy(() -> savepoints().capture(stage))
        .hasMessageContaining("belongs to environment prod, but the stage is in stage");
    assertThatThrownBy(() -> savepoints().bringBack(before, stage))
        .isInstanceOf(StepFailedException.class);
    DatabaseFileSavepoints other =
        DatabaseFileSavepoints.of(PROD, data.resolve("other.duckdb"), copies);
    assertThatThrownBy(() -> other.bringBack(before, context)).hasMessageContaining("not of");
  }

  @Test
  void full_disk_and_missing_permission_are_said_clearly_and_nothing_is_left_behind()
      throws Exception {
    files("prod.duckdb", "state");
    Savepoint before = savepoints().capture(context);
    files("prod.duckdb", "new");
    Disk full = CrashingDisk.failingAtCopies(new IOException("No space left on device"));
    assertThatThrownBy(() -> savepoints(full).bringBack(before, context))
        .hasMessageContaining("No space left on device; free some space, or keep fewer savepoints");
    assertThatThrownBy(() -> savepoints(full).capture(context)).hasMessageContaining("free some");
    assertThat(found()).isEqualTo(Map.of("prod.duckdb", "new"));
    assertThat(copies.resolve("prod").toFile().list()).doesNotContain(before.id() + ".unfinished");
    Disk closed = CrashingDisk.failingAtCopies(new AccessDeniedException("/savepoints"));
    assertThatThrownBy(() -> savepoints(closed).capture(context))
        .hasMessageContaining("no permission for /savepoints");
    Path blocked = Files.writeString(temporary.resolve("file"), "not a directory");
    assertThatThrownBy(() -> DatabaseFileSavepoints.of(PROD, main, blocked).capture(context))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining(blocked.toString());
  }

  @Test
  void copies_are_as_private_as_the_database() throws Exception {
    files("prod.duckdb", "state");
    var unused = Files.setPosixFilePermissions(main, PosixFilePermissions.fromString("rw-------"));
    Savepoint before = savepoints().capture(context);
    files("prod.duckdb", "new");
    var restored = savepoints().bringBack(before, context);
    assertThat(restored.isComplete()).isTrue();
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(main)))
        .isEqualTo("rw-------");
  }

  @Test
  void interruption_ends_a_copy() throws Exception {
    files("prod.duckdb", "state");
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> savepoints().capture(context))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }
}
