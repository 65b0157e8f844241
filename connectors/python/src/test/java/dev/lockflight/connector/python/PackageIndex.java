package dev.lockflight.connector.python;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A package repository on this machine that speaks the upload API: a form with {@code
 * :action=file_upload} and a file, Basic authentication, 400 for a file that is there, told in the
 * body alone.
 *
 * @see <a href="https://docs.pypi.org/api/upload/">PyPI's upload API</a>
 */
final class PackageIndex implements AutoCloseable {
  static final String TOKEN = "pypi-AgEIcHlwaS5vcmc";
  private static final Pattern FILE = Pattern.compile("name=\"content\"; filename=\"([^\"]+)\"");
  private final HttpServer server;
  private final Map<String, Integer> files = new ConcurrentHashMap<>();
  private volatile int failure;

  private PackageIndex(HttpServer server) {
    this.server = server;
  }

  static PackageIndex start() throws IOException {
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    PackageIndex index = new PackageIndex(server);
    server.createContext("/legacy/", index::upload);
    server.start();
    return index;
  }

  URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/legacy/");
  }

  /** The files that are there, and how long each upload was. */
  Map<String, Integer> files() {
    return Map.copyOf(files);
  }

  /** Answers everything with this status from now on; 0 for what it should. */
  void failing(int status) {
    failure = status;
  }

  private void upload(HttpExchange exchange) throws IOException {
    byte[] bytes = exchange.getRequestBody().readAllBytes();
    int status = answer(exchange, bytes);
    String said = status == 400 ? "400 File already exists" : "";
    exchange.sendResponseHeaders(status, said.isEmpty() ? -1 : said.length());
    exchange.getResponseBody().write(said.getBytes(StandardCharsets.UTF_8));
    exchange.close();
  }

  private int answer(HttpExchange exchange, byte[] bytes) {
    String login = "__token__:" + TOKEN;
    String basic =
        "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    String body = new String(bytes, StandardCharsets.ISO_8859_1);
    Matcher file = FILE.matcher(body);
    if (failure != 0) {
      return failure;
    }
    if (!basic.equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
      return 403;
    }
    if (!body.contains("file_upload") || !file.find()) {
      return 422;
    }
    return files.putIfAbsent(file.group(1), bytes.length) == null ? 200 : 400;
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
