package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.contract.SharedRunStoreContract;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresRunStoreTest extends SharedRunStoreContract {
  @RegisterExtension static final PostgresServer SERVER = new PostgresServer();

  private String schema = "";

  @Override
  protected RunStore open() {
    schema = SERVER.newSchema();
    return openAgain();
  }

  @Override
  protected RunStore openAgain() {
    return JdbcRunStore.postgres(SERVER.dataSource(), schema);
  }
}
