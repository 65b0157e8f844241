package dev.lockflight.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystemException;
import java.nio.file.Path;

/** A disk that fails from its n-th call on; a write that fails leaves half of its bytes. */
final class FailingDisk extends Disk {
  private final int fatalCall;
  private int calls;

  FailingDisk(int fatalCall) {
    this.fatalCall = fatalCall;
  }

  boolean failed() {
    return calls >= fatalCall;
  }

  @Override
  void makeDirectory(Path directory) throws IOException {
    failOnTime(directory);
    super.makeDirectory(directory);
  }

  @Override
  void create(Path file, InputStream content) throws IOException {
    calls++;
    if (calls == fatalCall) {
      byte[] bytes = content.readAllBytes();
      super.create(file, new ByteArrayInputStream(bytes, 0, bytes.length / 2));
    }
    if (failed()) {
      throw full(file);
    }
    super.create(file, content);
  }

  @Override
  void force(FileChannel file) {}

  @Override
  void move(Path from, Path to) throws IOException {
    failOnTime(to);
    super.move(from, to);
  }

  @Override
  void sync(Path directory) throws IOException {
    failOnTime(directory);
  }

  @Override
  void delete(Path tree) throws IOException {
    failOnTime(tree);
    super.delete(tree);
  }

  private void failOnTime(Path path) throws IOException {
    calls++;
    if (failed()) {
      throw full(path);
    }
  }

  private static FileSystemException full(Path path) {
    return new FileSystemException(path.toString(), null, "No space left on device");
  }
}
