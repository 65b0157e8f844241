package dev.lockflight.connector.docker;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A Unix domain socket in the shape HTTP clients know; {@link SocketChannel#socket} has none for
 * it. An interruption closes it.
 */
final class UnixSocket extends Socket {
  private final Path file;
  private volatile @Nullable UnixChannel channel;
  private volatile boolean closed;
  private volatile int timeout;

  UnixSocket(Path file) {
    this.file = file;
  }

  @Override
  public void connect(SocketAddress ignored) throws IOException {
    connect(ignored, 0);
  }

  @Override
  public void connect(SocketAddress ignored, int connectTimeout) throws IOException {
    SocketChannel opened = SocketChannel.open(StandardProtocolFamily.UNIX);
    try {
      var unused = opened.connect(UnixDomainSocketAddress.of(file));
      channel = new UnixChannel(opened);
    } catch (IOException e) {
      opened.close();
      // no ConnectException: OkHttp would put the address it was told in place of the message
      SocketException refused = new SocketException(file + ": " + e.getMessage() + why());
      var unused = refused.initCause(e);
      throw refused;
    }
  }

  private String why() {
    if (!Files.exists(file)) {
      return "; is the engine started, and is this its socket?";
    }
    return Files.isWritable(file)
        ? "; is the engine started?"
        : "; this user may not write to it: add the user to the socket's group (docker)";
  }

  private UnixChannel open() throws SocketException {
    UnixChannel now = channel;
    if (now == null || closed) {
      throw new SocketException(closed ? "socket is closed" : "socket is not connected");
    }
    return now;
  }

  @Override
  public InputStream getInputStream() throws IOException {
    return open().input(() -> timeout);
  }

  @Override
  public OutputStream getOutputStream() throws IOException {
    return open().output();
  }

  @Override
  public synchronized void close() throws IOException {
    closed = true;
    UnixChannel now = channel;
    if (now != null) {
      now.close();
    }
  }

  @Override
  public boolean isClosed() {
    return closed || (channel != null && !channel.isOpen());
  }

  @Override
  public boolean isConnected() {
    return channel != null;
  }

  @Override
  public boolean isInputShutdown() {
    return false;
  }

  @Override
  public boolean isOutputShutdown() {
    return false;
  }

  @Override
  public synchronized void setSoTimeout(int milliseconds) {
    timeout = milliseconds;
  }

  @Override
  public synchronized int getSoTimeout() {
    return timeout;
  }

  @Override
  public void setTcpNoDelay(boolean on) {}

  @Override
  public void setKeepAlive(boolean on) {}

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return isConnected() ? UnixDomainSocketAddress.of(file) : null;
  }

  @Override
  public String toString() {
    return "socket " + file;
  }
}
