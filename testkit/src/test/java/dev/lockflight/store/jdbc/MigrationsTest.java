package dev.lockflight.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Order;
import dev.lockflight.OrderEntry;
import dev.lockflight.Principal;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import dev.lockflight.testkit.contract.RunScript;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

final class MigrationsTest {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @TempDir private Path directory;

  /** A fresh place for a store, opened with any migrations. */
  private Function<Migrations, Database> sqlite() {
    Path file = directory.resolve("lockflight.db");
    return migrations -> SqliteDatabase.open(file, migrations);
  }

  private static Function<Migrations, Database> postgres() {
    String schema = SERVER.newSchema();
    return migrations -> PostgresDatabase.open(SERVER.dataSource(), schema, migrations);
  }

  @Test
  void a_file_of_the_present_version_is_opened_and_brought_to_later_ones() {
    requireUpgrade("sqlite", sqlite());
  }

  @Test
  void a_schema_of_the_present_version_is_opened_and_brought_to_later_ones() {
    requireUpgrade("postgresql", postgres());
  }

  private static void requireUpgrade(String kind, Function<Migrations, Database> place) {
    Migrations present = new Migrations(kind, 3);
    Migrations next = new Migrations("next-" + kind, 4);
    Migrations broken = new Migrations("next-" + kind, 5);
    RunScript script = new RunScript("run-1", Instant.EPOCH);
    for (int time = 1; time <= 3; time++) {
      try (RunStore store = new JdbcRunStore(place.apply(present))) {
        store.append(List.of(script.step(time)));
      }
    }
    for (int time = 4; time <= 6; time++) {
      try (RunStore store = new JdbcRunStore(place.apply(next))) {
        store.append(List.of(script.step(time)));
        assertThat(store.read(script.run(), 0)).hasSize(2 * time);
      }
    }

    assertThatThrownBy(() -> place.apply(present))
        .isInstanceOf(NewerSchemaException.class)
        .hasMessageContaining("has schema version 4")
        .hasMessageContaining("knows versions up to 3; nothing was changed")
        .satisfies(e -> assertThat(((NewerSchemaException) e).found()).isEqualTo(4))
        .satisfies(e -> assertThat(((NewerSchemaException) e).known()).isEqualTo(3));

    for (int time = 1; time <= 2; time++) {
      assertThatThrownBy(() -> place.apply(broken))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("cannot open it")
          .hasMessageContaining("missing");
    }
    try (RunStore store = new JdbcRunStore(place.apply(next))) {
      assertThat(store.read(script.run(), 0)).hasSize(12);
    }
  }

  @Test
  void a_file_of_the_first_version_keeps_its_runs_and_takes_orders() {
    requireOrders("sqlite", sqlite());
  }

  @Test
  void a_schema_of_the_first_version_keeps_its_runs_and_takes_orders() {
    requireOrders("postgresql", postgres());
  }

  private static void requireOrders(String kind, Function<Migrations, Database> place) {
    RunScript script = new RunScript("run-1", Instant.EPOCH);
    try (RunStore store = new JdbcRunStore(place.apply(new Migrations(kind, 1)))) {
      store.append(List.of(script.step(1)));
    }
    OrderEntry pin =
        new OrderEntry(
            Instant.EPOCH,
            Order.pin(EnvironmentName.of("prod"), Principal.of("alice"), "year end"));

    try (RunStore store = new JdbcRunStore(place.apply(new Migrations(kind, 3)))) {
      assertThat(store.orders()).isEmpty();
      store.write(pin);
      store.append(List.of(script.step(2)));
    }

    try (RunStore store = new JdbcRunStore(place.apply(new Migrations(kind, 3)))) {
      assertThat(store.orders()).containsExactly(pin);
      assertThat(store.read(script.run(), 0)).hasSize(4);
    }
  }

  @Test
  void a_store_of_the_first_version_learns_to_keep_bookmarks() {
    requireBookmarks(new Migrations("sqlite", 1), new Migrations("sqlite", 2), sqlite());
    requireBookmarks(new Migrations("postgresql", 1), new Migrations("postgresql", 2), postgres());
  }

  private static void requireBookmarks(
      Migrations first, Migrations second, Function<Migrations, Database> place) {
    RunScript script = new RunScript("run-1", Instant.EPOCH);
    try (RunStore store = new JdbcRunStore(place.apply(first))) {
      store.append(List.of(script.step(1)));
      assertThatThrownBy(() -> store.keepBookmark("poll main", "c1"))
          .isInstanceOf(StoreException.class)
          .hasMessageContaining("bookmark");
    }
    try (RunStore store = new JdbcRunStore(place.apply(second))) {
      store.keepBookmark("poll main", "c1");
      assertThat(store.bookmark("poll main")).contains("c1");
      assertThat(store.read(script.run(), 0)).hasSize(2);
    }
  }

  @Test
  void processes_that_open_a_new_file_at_once_make_it_once() throws Exception {
    requireOneCreation(new Migrations("sqlite", 3), sqlite());
  }

  @Test
  void processes_that_open_a_new_schema_at_once_make_it_once() throws Exception {
    requireOneCreation(new Migrations("postgresql", 3), postgres());
  }

  private static void requireOneCreation(
      Migrations migrations, Function<Migrations, Database> place) throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(6);
    try {
      List<Future<Database>> all = new ArrayList<>();
      for (int i = 0; i < 6; i++) {
        all.add(executor.submit(() -> place.apply(migrations)));
      }
      for (Future<Database> one : all) {
        try (RunStore store = new JdbcRunStore(one.get())) {
          assertThat(store.list(RunStore.Query.newest(1))).isEmpty();
        }
      }
    } finally {
      executor.shutdownNow();
    }
  }
}
