package dev.lockflight.connector.process;

import dev.lockflight.Digest;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileTime;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The files of a command: those it is heard through while it runs, and those it is to write.
 *
 * @param followed relative to the working directory
 * @param written below the working directory
 */
record CommandFiles(List<Path> followed, List<FilePattern> written) {
  /** A journal holds them all. */
  private static final int MOST = 1000;

  static final CommandFiles NONE = new CommandFiles(List.of(), List.of());

  /** What tells a file that was written again from one that was not. */
  record Stamp(FileTime modified, long size, @Nullable Object key) {}

  CommandFiles {
    followed = List.copyOf(followed);
    written = List.copyOf(written);
  }

  CommandFiles following(Path file) {
    List<Path> all = new ArrayList<>(followed);
    all.add(file);
    return new CommandFiles(all, written);
  }

  CommandFiles writing(String... namesOrPatterns) {
    List<FilePattern> all = new ArrayList<>(written);
    for (String each : namesOrPatterns) {
      all.add(FilePattern.of(each));
    }
    return new CommandFiles(followed, all);
  }

  /** What is there before the command starts. */
  Map<Path, Stamp> before(Path directory) {
    try {
      Map<Path, Stamp> found = new HashMap<>();
      for (FilePattern pattern : written) {
        for (Path file : pattern.in(directory)) {
          found.put(file, stamp(file));
        }
      }
      return found;
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  /** What became of each since then. */
  List<WrittenFile> after(Path directory, Map<Path, Stamp> before) {
    try {
      Map<String, WrittenFile> found = new HashMap<>();
      for (FilePattern pattern : written) {
        List<Path> files = pattern.in(directory);
        if (files.isEmpty() && !pattern.isPattern()) {
          found.put(pattern.value(), missing(directory, pattern));
        }
        for (Path file : files) {
          WrittenFile looked = look(FilePattern.relative(directory, file), file, before.get(file));
          found.put(looked.name(), looked);
        }
      }
      if (found.size() > MOST) {
        throw StepFailedException.fatal(
            found.size()
                + " files match "
                + written
                + ", at most "
                + MOST
                + " can be recorded;"
                + " name fewer, or pack them into one");
      }
      return found.values().stream().sorted((a, b) -> a.name().compareTo(b.name())).toList();
    } catch (IOException e) {
      throw unreadable(directory, e);
    }
  }

  private static WrittenFile missing(Path directory, FilePattern pattern) {
    Path file = directory.resolve(pattern.value());
    return new WrittenFile(pattern.value(), file.toString(), WrittenFile.State.MISSING, null, null);
  }

  private static WrittenFile look(String name, Path file, @Nullable Stamp before)
      throws IOException {
    Stamp now = stamp(file);
    boolean same = Objects.equals(now, before);
    return new WrittenFile(
        name,
        file.toString(),
        same ? WrittenFile.State.UNTOUCHED : WrittenFile.State.WRITTEN,
        now.modified().toInstant(),
        same ? null : digest(file));
  }

  private static Stamp stamp(Path file) throws IOException {
    BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
    return new Stamp(now.lastModifiedTime(), now.size(), now.fileKey());
  }

  private static Digest digest(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      MessageDigest hash = MessageDigest.getInstance("SHA-256");
      long unused = new DigestInputStream(in, hash).transferTo(OutputStream.nullOutputStream());
      return Digest.ofHash(hash.digest());
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  private StepFailedException unreadable(Path directory, IOException e) {
    String what = e instanceof NoSuchFileException ? "vanished while it was read" : "unreadable";
    return StepFailedException.fatal(
            "a file of " + written + " in " + directory + " is " + what + ": " + e)
        .causedBy(e);
  }

  /** Part of a pipeline's digest. */
  @Override
  public String toString() {
    return written.isEmpty() ? "" : ", writes " + written;
  }
}
