package dev.lockflight.store.jdbc;

import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.contract.SharedRunStoreContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

final class SqliteRunStoreTest extends SharedRunStoreContract {
  @TempDir private Path directory;

  @Override
  protected RunStore open() {
    return JdbcRunStore.sqlite(directory.resolve("new directory ä").resolve("lockflight.db"));
  }

  @Override
  protected RunStore openAgain() {
    return open();
  }
}
