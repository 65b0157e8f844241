package dev.lockflight.connector.sql;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * The few things done to files, each durable when it returns. Tests stop before one of them to see
 * what a crash leaves.
 */
class Disk {
  private static final int CHUNK = 1 << 20;

  /** Told before each change; a subclass may throw. */
  void about(String change, Path path) throws IOException {}

  /** Copies a file to a new one and returns the digest of what was read. */
  Digest copy(Path from, Path to) throws IOException {
    about("copy", to);
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(from);
        FileChannel out =
            FileChannel.open(
                to,
                StandardOpenOption.CREATE,
                StandardOpenOption.TRUNCATE_EXISTING,
                StandardOpenOption.WRITE)) {
      keepPermissions(from, to);
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, read);
        while (bytes.hasRemaining()) {
          int unused = out.write(bytes);
        }
      }
      out.force(true);
    }
    return Digest.ofHash(digest.digest());
  }

  /** A copy must not be open to more people than its original. */
  private static void keepPermissions(Path from, Path to) throws IOException {
    PosixFileAttributeView view = Files.getFileAttributeView(to, PosixFileAttributeView.class);
    if (view != null && Files.getFileAttributeView(from, PosixFileAttributeView.class) != null) {
      view.setPermissions(Files.getPosixFilePermissions(from));
    }
  }

  Digest digest(Path file) throws IOException {
    MessageDigest digest = sha256();
    try (InputStream in = Files.newInputStream(file)) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        digest.update(chunk, 0, read);
      }
    }
    return Digest.ofHash(digest.digest());
  }

  /** Renames at once: whoever looks finds the one or the other, never a part. */
  void move(Path from, Path to) throws IOException {
    about("move", to);
    Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    force(to);
  }

  void delete(Path file) throws IOException {
    if (Files.exists(file)) {
      about("delete", file);
      Files.delete(file);
      force(file);
    }
  }

  void createDirectories(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      about("create", directory);
      Path unused = Files.createDirectories(directory);
      force(directory);
    }
  }

  void deleteDirectory(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return;
    }
    about("delete", directory);
    List<Path> all;
    try (Stream<Path> walk = Files.walk(directory)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path each : all) {
      Files.delete(each);
    }
    force(directory);
  }

  /** Removes what a failure left half done: a full disk must not be left fuller. */
  void discard(Path directory, IOException first) {
    try {
      deleteDirectory(directory);
    } catch (IOException e) {
      first.addSuppressed(e);
    }
  }

  /** The entry of a file is durable only when its directory has been forced. */
  private static void force(Path entry) throws IOException {
    Path parent = entry.getParent();
    if (parent != null) {
      try (FileChannel directory = FileChannel.open(parent, StandardOpenOption.READ)) {
        directory.force(true);
      }
    }
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
