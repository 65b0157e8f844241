package dev.lockflight.testkit.databricks;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.concurrent.Executor;

/** The JDK's HTTP server on a free port of the loopback interface. */
final class Server {
  /** Without it the JDK before 21 lets each small answer wait 40 ms for the client. */
  private static final String NO_DELAY = "sun.net.httpserver.nodelay";

  private final HttpServer http;

  /** Answers one request. */
  @FunctionalInterface
  interface Handler {
    void handle(HttpExchange exchange) throws IOException;
  }

  private Server(HttpServer http) {
    this.http = http;
  }

  static Server bind(Executor threads) throws IOException {
    if (System.getProperty(NO_DELAY) == null) {
      var unused = System.setProperty(NO_DELAY, "true");
    }
    HttpServer http =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(threads);
    return new Server(http);
  }

  void start(Handler handler) {
    var unused = http.createContext("/", handler::handle);
    http.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + http.getAddress().getPort());
  }

  void stop() {
    http.stop(0);
  }
}
