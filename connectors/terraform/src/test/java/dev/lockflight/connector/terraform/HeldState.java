package dev.lockflight.connector.terraform;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Holds the lock of a local state as another Terraform would. */
record HeldState(FileChannel channel, FileLock lock) implements AutoCloseable {
  static HeldState of(Path directory) throws IOException {
    FileChannel channel =
        FileChannel.open(
            directory.resolve("terraform.tfstate"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    return new HeldState(channel, channel.lock());
  }

  @Override
  public void close() throws IOException {
    lock.release();
    channel.close();
  }
}
