package dev.lockflight.connector.process;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What another process appends to a file that may come late, be cut or be replaced. */
final class FollowedFile implements ByteSource, Closeable {
  private final Path file;
  private @Nullable FileChannel channel;
  private @Nullable Object key;

  private FollowedFile(Path file) {
    this.file = file;
  }

  /** Follows the file from where it ends now. */
  static FollowedFile fromItsEnd(Path file) throws IOException {
    FollowedFile followed = new FollowedFile(file);
    FileChannel channel = followed.open();
    if (channel != null) {
      var unused = channel.position(channel.size());
    }
    return followed;
  }

  @Override
  public int read(byte[] into) throws IOException {
    FileChannel open = channel == null ? open() : channel;
    if (open == null) {
      return 0;
    }
    boolean replaced = isReplaced(open);
    int read = open.read(ByteBuffer.wrap(into));
    if (read > 0) {
      return read;
    }
    if (replaced) {
      close();
    }
    return 0;
  }

  /** Asked before the last read, so that the old file is read to its end. */
  private boolean isReplaced(FileChannel open) throws IOException {
    try {
      BasicFileAttributes now = Files.readAttributes(file, BasicFileAttributes.class);
      if (!Objects.equals(key, now.fileKey())) {
        return true;
      }
      if (now.size() < open.position()) {
        var unused = open.position(0);
      }
      return false;
    } catch (NoSuchFileException e) {
      return false;
    }
  }

  private @Nullable FileChannel open() throws IOException {
    try {
      FileChannel opened = FileChannel.open(file);
      channel = opened;
      key = Files.readAttributes(file, BasicFileAttributes.class).fileKey();
      return opened;
    } catch (NoSuchFileException e) {
      return null;
    }
  }

  @Override
  public void close() throws IOException {
    if (channel != null) {
      channel.close();
      channel = null;
    }
  }
}
