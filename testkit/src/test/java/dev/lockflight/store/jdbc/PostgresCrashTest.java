package dev.lockflight.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.RunId;
import dev.lockflight.store.OwnershipLostException;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.testkit.contract.RunScript;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresCrashTest extends CrashContract {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  @Override
  String newPlace() {
    return SERVER.url() + "#" + SERVER.newSchema();
  }

  @Override
  int kills() {
    return 12;
  }

  @Test
  void an_owner_whose_connection_breaks_writes_nothing_more() throws SQLException {
    String place = newPlace();
    RunScript script = new RunScript("run-1", Instant.EPOCH);
    try (RunStore store = StoreChild.open(place);
        RunStore other = StoreChild.open(place)) {
      Ownership lost = store.own("first");
      store.append(List.of(script.step(1)));
      breakConnections();

      Ownership taken = other.own("second");
      assertThatThrownBy(() -> store.append(List.of(script.step(2))))
          .isInstanceOf(OwnershipLostException.class)
          .hasMessageContaining("is gone");
      assertThatThrownBy(() -> store.append(List.of(script.step(2))))
          .isInstanceOf(OwnershipLostException.class);
      lost.close();
      assertThat(other.owner()).contains("second");
      assertThat(store.read(RunId.of("run-1"), 0)).hasSize(2);
      taken.close();
      try (Ownership again = store.own("first again")) {
        store.append(List.of(script.from(2).step(2)));
        assertThat(again).isNotNull();
      }
      assertThat(store.read(RunId.of("run-1"), 0)).hasSize(4);
    }
  }

  @Test
  void a_writer_that_owns_nothing_connects_again() throws SQLException {
    RunScript script = new RunScript("run-1", Instant.EPOCH);
    try (RunStore store = StoreChild.open(newPlace())) {
      store.append(List.of(script.step(1)));
      breakConnections();

      assertThatThrownBy(() -> store.append(List.of(new RunScript("run-2", Instant.EPOCH).step(2))))
          .hasMessageContaining("cannot be reached");
      store.append(List.of(script.step(2)));
      assertThat(store.read(RunId.of("run-1"), 0)).hasSize(4);
    }
  }

  private static void breakConnections() throws SQLException {
    try (Connection connection = SERVER.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      assertThat(
              statement.execute(
                  "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity"
                      + " WHERE pid <> pg_backend_pid() AND backend_type = 'client backend'"))
          .isTrue();
    }
  }
}
