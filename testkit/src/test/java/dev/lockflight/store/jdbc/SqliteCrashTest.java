package dev.lockflight.store.jdbc;

import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.io.TempDir;

final class SqliteCrashTest extends CrashContract {
  private final AtomicInteger places = new AtomicInteger();
  @TempDir private Path directory;

  @Override
  String newPlace() {
    return directory.resolve("store-" + places.incrementAndGet() + ".db").toString();
  }

  @Override
  int kills() {
    return 20;
  }
}
