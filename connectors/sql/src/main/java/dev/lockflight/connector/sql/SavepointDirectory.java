package dev.lockflight.connector.sql;

import dev.lockflight.Savepoint;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** The savepoints of one environment on disk: a directory each, complete as soon as it is named. */
record SavepointDirectory(Path home, Disk disk, int kept) {
  private static final String UNFINISHED = ".unfinished";

  SavepointDirectory keeping(int newest) {
    return new SavepointDirectory(home, disk, newest);
  }

  Path path(Savepoint savepoint) throws IOException {
    Path path = home.resolve(savepoint.id()).normalize();
    if (!home.equals(path.getParent())) {
      throw new IOException("savepoint id leads out of " + home + ": " + savepoint.id());
    }
    return path;
  }

  /** Copies the files into a directory that gets its name only when all is there and verified. */
  List<Savepoint.Relation> write(SavepointName name, DatabaseFiles files) throws IOException {
    Path unfinished = home.resolve(name + UNFINISHED);
    try {
      disk.createDirectories(home);
      clearUnfinished();
      disk.createDirectories(unfinished);
      List<Savepoint.Relation> copied = files.copyTo(unfinished);
      disk.deleteDirectory(home.resolve(name.toString()));
      disk.move(unfinished, home.resolve(name.toString()));
      return copied;
    } catch (IOException e) {
      disk.discard(unfinished, e);
      throw e;
    }
  }

  /** Removes what a crash left. */
  private void clearUnfinished() throws IOException {
    for (String each : names()) {
      if (each.endsWith(UNFINISHED)) {
        disk.deleteDirectory(home.resolve(each));
      }
    }
  }

  /**
   * Removes what an earlier try of this step completed unheard, and the oldest beyond those kept.
   */
  void forgetOld(SavepointName newest) throws IOException {
    List<String> others = new ArrayList<>();
    for (String each : names()) {
      if (newest.isSameStep(each) && !each.equals(newest.toString())) {
        disk.deleteDirectory(home.resolve(each));
      } else if (!each.equals(newest.toString())) {
        others.add(each);
      }
    }
    Collections.sort(others);
    for (String each : others.subList(0, Math.max(0, others.size() - (kept - 1)))) {
      disk.deleteDirectory(home.resolve(each));
    }
  }

  /** What is wrong with a savepoint's copies; empty when they are intact. */
  List<String> damages(Savepoint savepoint) throws IOException {
    Path copies = path(savepoint);
    if (!Files.isDirectory(copies)) {
      return List.of(copies + " is gone");
    }
    List<String> damages = new ArrayList<>();
    for (Savepoint.Relation relation : savepoint.relations()) {
      Path copy = copies.resolve(relation.name());
      if (DatabaseFiles.wasAbsent(relation)) {
        continue;
      }
      if (!Files.exists(copy)) {
        damages.add(relation.name() + " is gone");
      } else if (!disk.digest(copy).value().equals(relation.version())) {
        damages.add(relation.name() + " is not what was copied: " + disk.digest(copy));
      }
    }
    return damages;
  }

  /** Only what this class has named: anything else in the directory is left alone. */
  private List<String> names() throws IOException {
    try (Stream<Path> entries = Files.list(home)) {
      return entries
          .map(entry -> String.valueOf(entry.getFileName()))
          .filter(SavepointName::isOne)
          .toList();
    }
  }

  @Override
  public String toString() {
    return home.toString();
  }
}
