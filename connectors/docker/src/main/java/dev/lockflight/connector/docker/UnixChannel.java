package dev.lockflight.connector.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedByInterruptException;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.function.IntSupplier;

/**
 * Reads and writes a channel at the same time, with a time limit for reads. The streams of {@link
 * java.nio.channels.Channels} share one lock, so that a waiting read would hold up every write.
 */
final class UnixChannel {
  private final SocketChannel channel;
  private final Selector readable;
  private final Selector writable;

  UnixChannel(SocketChannel channel) throws IOException {
    this.channel = channel;
    var unused = channel.configureBlocking(false);
    readable = Selector.open();
    writable = Selector.open();
    Object unusedKey = channel.register(readable, SelectionKey.OP_READ);
    unusedKey = channel.register(writable, SelectionKey.OP_WRITE);
  }

  boolean isOpen() {
    return channel.isOpen();
  }

  InputStream input(IntSupplier timeout) {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
          return 0;
        }
        ByteBuffer buffer = ByteBuffer.wrap(into, offset, length);
        int read = channel.read(buffer);
        while (read == 0) {
          await(readable, timeout.getAsInt());
          read = channel.read(buffer);
        }
        return read;
      }

      @Override
      public void close() throws IOException {
        UnixChannel.this.close();
      }
    };
  }

  OutputStream output() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, length);
        while (buffer.hasRemaining()) {
          if (channel.write(buffer) == 0) {
            await(writable, 0);
          }
        }
      }

      @Override
      public void close() throws IOException {
        UnixChannel.this.close();
      }
    };
  }

  private void await(Selector ready, int milliseconds) throws IOException {
    try {
      int found = ready.select(milliseconds);
      ready.selectedKeys().clear();
      if (Thread.currentThread().isInterrupted()) {
        close();
        throw new ClosedByInterruptException();
      }
      if (found == 0 && channel.isOpen() && milliseconds > 0) {
        throw new SocketTimeoutException("nothing came for " + milliseconds + " ms");
      }
    } catch (ClosedSelectorException e) {
      throw (SocketException) new SocketException("socket is closed").initCause(e);
    }
  }

  void close() throws IOException {
    channel.close();
    readable.close();
    writable.close();
  }
}
