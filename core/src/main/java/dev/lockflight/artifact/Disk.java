package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/**
 * What {@link DirectoryArtifactStore} does to the file system, call by call, so that tests can make
 * each one fail. Thread-safe.
 */
class Disk {
  private static final int CHUNK = 1 << 16;

  void makeDirectory(Path directory) throws IOException {
    Path unused = Files.createDirectory(directory);
  }

  /** Writes a file that is not there yet, down to the disk. */
  void create(Path file, InputStream content) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      byte[] chunk = new byte[CHUNK];
      for (int count = content.read(chunk); count >= 0; count = content.read(chunk)) {
        ByteBuffer bytes = ByteBuffer.wrap(chunk, 0, count);
        while (bytes.hasRemaining()) {
          int unused = channel.write(bytes);
        }
      }
      force(channel);
    }
  }

  /** Brings the bytes to the disk itself. */
  void force(FileChannel file) throws IOException {
    file.force(true);
  }

  /** Replaces in one step where the file system can; readers are safe where it cannot. */
  void move(Path from, Path to) throws IOException {
    try {
      Path unused = Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Path unused = Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
  }

  /** Makes new and renamed entries survive a loss of power; Windows has no such call. */
  void sync(Path directory) throws IOException {
    if (directory.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        force(channel);
      }
    }
  }

  void delete(Path tree) throws IOException {
    FileTree.delete(tree);
  }
}
