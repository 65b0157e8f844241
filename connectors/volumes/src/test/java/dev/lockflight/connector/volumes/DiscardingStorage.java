package dev.lockflight.connector.volumes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The Files API and a cloud's storage that hash what comes, in the order of its parts, and keep
 * nothing of it. Thread-safe.
 */
final class DiscardingStorage implements AutoCloseable {
  private static final Pattern FIRST = Pattern.compile("\"start_part_number\"\\s*:\\s*(\\d+)");

  private final ExecutorService threads = Executors.newFixedThreadPool(4);
  private final HttpServer server;
  private final MessageDigest digest;
  private int parts;
  private int wholeUploads;
  private long bytes;
  private long greatestHeap;
  private boolean complete;

  DiscardingStorage() throws IOException, NoSuchAlgorithmException {
    digest = MessageDigest.getInstance("SHA-256");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    var unused = server.createContext("/", this::answer);
    server.start();
  }

  URI uri() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
  }

  private synchronized void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String query = String.valueOf(exchange.getRequestURI().getQuery());
      String answer = "{}";
      if (path.startsWith("/part/")) {
        take(exchange.getRequestBody());
        exchange.getResponseHeaders().set("ETag", "\"" + parts + "\"");
      } else if (query.contains("action=initiate-upload")) {
        answer = "{\"multipart_upload\":{\"session_token\":\"one\"}}";
      } else if (path.endsWith("/create-upload-part-urls")) {
        answer = addresses(exchange.getRequestBody());
      } else if (query.contains("action=complete-upload")) {
        complete = true;
      } else {
        wholeUploads++;
      }
      byte[] text = answer.getBytes(StandardCharsets.UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "application/json");
      exchange.sendResponseHeaders(200, text.length);
      exchange.getResponseBody().write(text);
    }
  }

  private void take(InputStream body) throws IOException {
    byte[] chunk = new byte[1 << 16];
    for (int read = body.read(chunk); read >= 0; read = body.read(chunk)) {
      digest.update(chunk, 0, read);
      bytes += read;
    }
    parts++;
    Runtime runtime = Runtime.getRuntime();
    greatestHeap = Math.max(greatestHeap, runtime.totalMemory() - runtime.freeMemory());
  }

  private String addresses(InputStream body) throws IOException {
    Matcher first = FIRST.matcher(new String(body.readAllBytes(), StandardCharsets.UTF_8));
    if (!first.find()) {
      throw new IOException("no start_part_number");
    }
    int number = Integer.parseInt(first.group(1));
    List<String> all = new ArrayList<>();
    for (int i = number; i < number + 8; i++) {
      all.add(
          "{\"url\":\"" + uri() + "/part/" + i + "\",\"part_number\":" + i + ",\"headers\":[]}");
    }
    return "{\"upload_part_urls\":[" + String.join(",", all) + "]}";
  }

  synchronized int parts() {
    return parts;
  }

  /** Requests that were none of an upload in parts. */
  synchronized int wholeUploads() {
    return wholeUploads;
  }

  synchronized long bytes() {
    return bytes;
  }

  synchronized String digest() {
    return HexFormat.of().formatHex(digest.digest());
  }

  synchronized boolean isComplete() {
    return complete;
  }

  /** The most of the heap that was in use at the end of a part, garbage included. */
  synchronized long greatestHeap() {
    return greatestHeap;
  }

  @Override
  public void close() {
    server.stop(0);
    var unused = threads.shutdownNow();
  }
}
