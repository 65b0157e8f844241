package dev.lockflight.store.jdbc;

import dev.lockflight.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Arrays;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;

/** The file of a store: how it is opened, and what SQLite's errors about it mean. */
final class SqliteFile {
  /** How long to wait for another process that writes; its commits take milliseconds. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /**
   * SQLite's default. A commit that makes the log longer costs twice one that writes over what was
   * there before the last checkpoint, so a short log pays although checkpoints need syncs, too.
   */
  private static final int PAGES_BEFORE_CHECKPOINT = 1_000;

  private static final byte[] MAGIC = "SQLite format 3\0".getBytes(StandardCharsets.US_ASCII);

  private final Path path;
  private final int patienceMillis;

  private SqliteFile(Path path, Duration patience) {
    this.path = path;
    this.patienceMillis = (int) patience.toMillis();
  }

  /** Checks what can be checked without touching the file. */
  static SqliteFile at(Path path) {
    return at(path, PATIENCE);
  }

  /**
   * @param patience how long to wait for another process that writes
   */
  static SqliteFile at(Path path, Duration patience) {
    SqliteFile file = new SqliteFile(path.toAbsolutePath().normalize(), patience);
    file.check();
    return file;
  }

  private void check() {
    if (path.toString().contains("?")) {
      throw new StoreException("the path of a store must not hold a question mark: " + path);
    }
    if (Files.isDirectory(path)) {
      throw new StoreException(path + " is a directory; name a file in it as the store");
    }
    try {
      if (path.getParent() != null) {
        var unused = Files.createDirectories(path.getParent());
      }
      if (Files.exists(path) && !looksLikeSqlite()) {
        throw notAStore("it does not begin like an SQLite database");
      }
    } catch (IOException e) {
      throw new StoreException("cannot open the store %s: %s".formatted(path, e), e);
    }
  }

  private boolean looksLikeSqlite() throws IOException {
    try (InputStream in = Files.newInputStream(path)) {
      byte[] head = in.readNBytes(MAGIC.length);
      return head.length == 0 || Arrays.equals(head, MAGIC);
    }
  }

  StoreException notAStore(String reason) {
    return new StoreException(
        "%s is not a Lockflight store: %s; nothing was changed. Name another file, or restore this one from a backup"
            .formatted(path, reason));
  }

  Connection connectToWrite() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(patienceMillis);
    config.setJournalMode(JournalMode.WAL);
    config.setSynchronous(SynchronousMode.FULL);
    config.setWalAutocheckpoint(PAGES_BEFORE_CHECKPOINT);
    config.setGetGeneratedKeys(false); // else the driver prepares a query after each insert
    return config.createConnection("jdbc:sqlite:" + path);
  }

  Connection connectToRead() throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(patienceMillis);
    return config.createConnection("jdbc:sqlite:" + path);
  }

  /** A file beside the store that is only locked, never written. */
  Connection connectToLock(int millis) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(millis);
    return config.createConnection("jdbc:sqlite:" + path + "-owner");
  }

  StoreException explain(String doing, Exception error) {
    String meaning = SqliteFault.of(error).describe(this, error);
    return new StoreException("cannot %s: %s".formatted(doing, meaning), error);
  }

  @Override
  public String toString() {
    return "the store " + path;
  }
}
