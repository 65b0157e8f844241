package dev.lockflight.benchmarks;

import dev.lockflight.store.RunStore;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** SQLite files in one directory: write-ahead log, synchronous=FULL. */
final class SqlitePlace implements Place {
  private final Path directory;
  private int stores;
  private int files;

  SqlitePlace(Path directory) {
    this.directory = directory;
  }

  @Override
  public String name() {
    return "SQLite";
  }

  @Override
  public Path directory() {
    return directory;
  }

  @Override
  public RunStore newStore() {
    stores++;
    return reopen();
  }

  @Override
  public RunStore reopen() {
    return JdbcRunStore.sqlite(directory.resolve("store-" + stores + ".db"));
  }

  @Override
  public Connection connect() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setGetGeneratedKeys(false);
    return config.createConnection("jdbc:sqlite:" + directory.resolve("raw-" + ++files + ".db"));
  }

  @Override
  public void close() throws IOException {
    try (var found = Files.newDirectoryStream(directory, "{store,raw,flowable}-*")) {
      for (Path file : found) {
        Files.delete(file);
      }
    }
  }
}
