package dev.lockflight.connector.http;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Swallows one body of two gibibytes and answers 201. */
final class GreedyServer implements AutoCloseable {
  private static final long ALL = 2L << 30;
  private final ServerSocket socket;
  private volatile long read;

  GreedyServer() throws IOException {
    socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
    Thread thread = new Thread(this::serve, "greedy server");
    thread.setDaemon(true);
    thread.start();
  }

  private void serve() {
    try (Socket peer = socket.accept()) {
      InputStream in = new BufferedInputStream(peer.getInputStream());
      String head = "";
      while (!head.endsWith("\r\n\r\n")) {
        head += (char) in.read();
      }
      in.skipNBytes(ALL);
      read = ALL;
      peer.getOutputStream()
          .write(
              "HTTP/1.1 201 Created\r\nContent-Length: 0\r\n\r\n"
                  .getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      read = -1;
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + socket.getLocalPort());
  }

  long read() {
    return read;
  }

  @Override
  public void close() throws IOException {
    socket.close();
  }
}
