package dev.lockflight.connector.sql;

import dev.lockflight.Digest;
import dev.lockflight.Savepoint;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A database's file with the logs beside it. */
record DatabaseFiles(Path main, Disk disk) {
  private static final String ABSENT = "absent";

  /** DuckDB's log; SQLite's log and its rollback journal. */
  private static final List<String> LOGS = List.of(".wal", "-wal", "-journal");

  /** SQLite's index of its log: built anew from the log, wrong beside another one. */
  private static final String LOG_INDEX = "-shm";

  private static final String RESTORING = ".restoring";

  static boolean wasAbsent(Savepoint.Relation relation) {
    return relation.version().equals(ABSENT);
  }

  /** The main file, and each log that is there, copied and read again. */
  List<Savepoint.Relation> copyTo(Path directory) throws IOException {
    if (!Files.exists(main)) {
      return List.of(new Savepoint.Relation(nameOf(main), ABSENT, ""));
    }
    List<Savepoint.Relation> copied = new ArrayList<>();
    try (FileChannel channel = FileChannel.open(main, StandardOpenOption.READ)) {
      requireUnused(channel, true);
      List<String> before = states();
      for (Path file : present()) {
        Path copy = directory.resolve(nameOf(file));
        Digest digest = disk.copy(file, copy);
        requireDigest(copy, digest.value());
        copied.add(new Savepoint.Relation(nameOf(file), digest.value(), ""));
      }
      if (!states().equals(before)) {
        throw new DatabaseInUseException(main + " changed while it was copied: who writes to it?");
      }
    }
    return List.copyOf(copied);
  }

  /**
   * Puts the copies in place. All are first laid beside the database, on its own file system, and
   * verified, so that only renames remain.
   */
  void replaceBy(List<Savepoint.Relation> wanted, Path copies) throws IOException {
    Map<String, String> digests = new HashMap<>();
    wanted.forEach(relation -> digests.put(relation.name(), relation.version()));
    if (!holds(digests)) {
      requireUnusedMain();
      stage(wanted, copies);
      swap(wanted);
      if (!holds(digests)) {
        throw new DatabaseInUseException(
            main + " changed while it was restored: who writes to it?");
      }
    }
    disk.deleteDirectory(staging());
  }

  /**
   * The directory gets its name when it is complete: once it is there, replacing may have begun.
   */
  private void stage(List<Savepoint.Relation> wanted, Path copies) throws IOException {
    if (isRestoreUnfinished()) {
      lay(wanted, copies, staging());
      return;
    }
    Path incomplete = main.resolveSibling(nameOf(main) + RESTORING + ".unfinished");
    try {
      disk.deleteDirectory(incomplete);
      lay(wanted, copies, incomplete);
      disk.move(incomplete, staging());
    } catch (IOException e) {
      disk.discard(incomplete, e);
      throw e;
    }
  }

  private void lay(List<Savepoint.Relation> wanted, Path copies, Path directory)
      throws IOException {
    disk.createDirectories(directory);
    for (Savepoint.Relation relation : wanted) {
      if (!wasAbsent(relation)) {
        Path staged = directory.resolve(relation.name());
        Digest unused = disk.copy(copies.resolve(relation.name()), staged);
        requireDigest(staged, relation.version());
      }
    }
  }

  /** A log never lies beside a database it does not belong to, at no moment. */
  private void swap(List<Savepoint.Relation> wanted) throws IOException {
    for (Path log : logs()) {
      disk.delete(log);
    }
    for (Savepoint.Relation relation : wanted) {
      Path place = main.resolveSibling(relation.name());
      if (wasAbsent(relation)) {
        disk.delete(place);
      } else {
        disk.move(staging().resolve(relation.name()), place);
      }
    }
  }

  /** Whether the files are exactly these; an index of SQLite's log does not count. */
  private boolean holds(Map<String, String> digests) throws IOException {
    Map<String, String> found = new HashMap<>();
    for (Path file : present()) {
      found.put(nameOf(file), disk.digest(file).value());
    }
    if (found.isEmpty()) {
      found.put(nameOf(main), ABSENT);
    }
    return found.equals(digests);
  }

  boolean isRestoreUnfinished() {
    return Files.exists(staging());
  }

  /** Where the copies wait; as long as it is there, a restore has begun and not ended. */
  Path staging() {
    return main.resolveSibling(nameOf(main) + RESTORING);
  }

  private List<Path> present() {
    List<Path> files = new ArrayList<>();
    files.add(main);
    LOGS.forEach(log -> files.add(main.resolveSibling(nameOf(main) + log)));
    return files.stream().filter(Files::exists).toList();
  }

  private List<Path> logs() {
    List<Path> files = new ArrayList<>();
    LOGS.forEach(log -> files.add(main.resolveSibling(nameOf(main) + log)));
    files.add(main.resolveSibling(nameOf(main) + LOG_INDEX));
    return files;
  }

  private void requireDigest(Path copy, String wanted) throws IOException {
    Digest found = disk.digest(copy);
    if (!found.value().equals(wanted)) {
      throw new IOException(copy + " reads back as " + found + " instead of " + wanted);
    }
  }

  /**
   * Sees other processes only: locks belong to a process, and this one must have closed its own.
   */
  private void requireUnused(FileChannel channel, boolean shared) throws IOException {
    try {
      FileLock lock = channel.tryLock(0, Long.MAX_VALUE, shared);
      if (lock == null) {
        throw new DatabaseInUseException(main + " is open in another process: end it, then retry");
      }
    } catch (OverlappingFileLockException e) {
      throw new DatabaseInUseException(main + " is being copied or restored by another thread");
    }
  }

  private void requireUnusedMain() throws IOException {
    if (Files.exists(main)) {
      try (FileChannel channel = FileChannel.open(main, StandardOpenOption.WRITE)) {
        requireUnused(channel, false);
      }
    }
  }

  private List<String> states() throws IOException {
    List<String> states = new ArrayList<>();
    for (Path file : present()) {
      states.add(nameOf(file) + Files.size(file) + Files.getLastModifiedTime(file));
    }
    return states;
  }

  private static String nameOf(Path file) {
    return String.valueOf(file.getFileName());
  }

  @Override
  public String toString() {
    return main.toString();
  }
}
