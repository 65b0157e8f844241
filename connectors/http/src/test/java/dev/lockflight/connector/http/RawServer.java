package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that writes what it is told, byte by byte, and then says nothing more. */
final class RawServer implements AutoCloseable {
  private final ServerSocket socket;
  private final String answer;
  private final boolean reads;
  private final boolean hangsUp;
  private final CountDownLatch reached = new CountDownLatch(1);
  private final CountDownLatch left = new CountDownLatch(1);
  private final AtomicInteger connections = new AtomicInteger();

  private RawServer(String answer, boolean reads, boolean hangsUp) {
    this.answer = answer;
    this.reads = reads;
    this.hangsUp = hangsUp;
    try {
      socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Thread thread = new Thread(this::serve, "raw server");
    thread.setDaemon(true);
    thread.start();
  }

  /** Reads a request's head, writes this, and stays silent. */
  static RawServer saying(String answer) {
    return saying(answer, false);
  }

  /** The same, and closes the connection behind it. */
  static RawServer saying(String answer, boolean hangsUp) {
    return new RawServer(answer, true, hangsUp);
  }

  /** Accepts a connection and does not read from it. */
  static RawServer deaf() {
    return new RawServer("", false, false);
  }

  private void serve() {
    while (!socket.isClosed()) {
      try (Socket peer = socket.accept()) {
        connections.incrementAndGet();
        talk(peer);
      } catch (IOException e) {
        left.countDown();
      }
    }
  }

  private void talk(Socket peer) throws IOException {
    if (!reads) {
      reached.countDown();
      awaitQuietly();
      return;
    }
    InputStream in = peer.getInputStream();
    readHead(in);
    OutputStream out = peer.getOutputStream();
    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    out.flush();
    reached.countDown();
    while (!hangsUp && in.read() >= 0) {
      // until the client leaves
    }
    left.countDown();
  }

  private static void readHead(InputStream in) throws IOException {
    String head = "";
    while (!head.endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        return;
      }
      head += (char) next;
    }
  }

  private void awaitQuietly() {
    try {
      var unused = left.await(20, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  URI uri() {
    return URI.create("http://localhost:" + socket.getLocalPort());
  }

  /** Until a request has been answered as far as it will be. */
  void awaitReached() throws InterruptedException {
    if (!reached.await(10, TimeUnit.SECONDS)) {
      throw new AssertionError("no request came");
    }
  }

  /** Whether the client closes its connection soon. */
  boolean isLeft() throws InterruptedException {
    return left.await(10, TimeUnit.SECONDS);
  }

  int connections() {
    return connections.get();
  }

  @Override
  public void close() throws IOException {
    left.countDown();
    socket.close();
  }
}
