package dev.lockflight.testkit.databricks;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.json.JsonMapper;

/** What is answered. Immutable. */
record Reply(int status, Map<String, String> headers, long length, Content content) {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  /** Writes the body. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  static Reply json(Object value) {
    return json(200, value);
  }

  static Reply json(int status, Object value) {
    return bytes(status, "application/json", JSON.writeValueAsBytes(value));
  }

  static Reply text(int status, String type, String text) {
    return bytes(status, type, text.getBytes(StandardCharsets.UTF_8));
  }

  private static Reply bytes(int status, String type, byte[] bytes) {
    return new Reply(
        status,
        Map.of("Content-Type", type),
        bytes.length,
        () -> new java.io.ByteArrayInputStream(bytes));
  }

  static Reply empty(int status) {
    return new Reply(status, Map.of(), 0, InputStream::nullInputStream);
  }

  /** So many bytes of a file from an offset on. */
  static Reply part(int status, Path file, long offset, long length) {
    return new Reply(
        status,
        Map.of("Content-Type", "application/octet-stream"),
        length,
        () -> Channels.newInputStream(FileChannel.open(file).position(offset)));
  }

  static Reply error(int status, Object code, String message, String reason) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("error_code", code);
    body.put("message", message);
    if (!reason.isEmpty()) {
      body.put(
          "details",
          List.of(
              Map.of(
                  "@type",
                  "type.googleapis.com/google.rpc.ErrorInfo",
                  "reason",
                  reason,
                  "domain",
                  "filesystem.databricks.com")));
    }
    return json(status, body);
  }

  Reply with(String header, String value) {
    Map<String, String> more = new LinkedHashMap<>(headers);
    more.put(header, value);
    return new Reply(status, more, length, content);
  }

  void sendTo(HttpExchange exchange) throws IOException {
    send(exchange, length);
  }

  /** Only so many bytes of the body, and then the connection breaks. */
  void sendCutTo(HttpExchange exchange, long bytes) throws IOException {
    send(exchange, Math.min(bytes, length));
  }

  private void send(HttpExchange exchange, long bytes) throws IOException {
    headers.forEach((name, value) -> exchange.getResponseHeaders().set(name, value));
    boolean bare = exchange.getRequestMethod().equals("HEAD") || length == 0;
    if (bare && status != 204 && status != 304) {
      exchange.getResponseHeaders().set("Content-Length", Long.toString(length));
    }
    exchange.sendResponseHeaders(status, bare ? -1 : length);
    if (!bare) {
      copy(exchange.getResponseBody(), bytes);
    }
  }

  private void copy(OutputStream out, long bytes) throws IOException {
    byte[] chunk = new byte[1 << 16];
    try (InputStream in = content.open()) {
      for (long left = bytes; left > 0; ) {
        int read = in.read(chunk, 0, (int) Math.min(chunk.length, left));
        if (read < 0) {
          throw new UncheckedIOException(new IOException("the file became shorter meanwhile"));
        }
        out.write(chunk, 0, read);
        left -= read;
      }
    }
    out.flush();
  }
}
