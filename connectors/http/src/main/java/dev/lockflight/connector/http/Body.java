package dev.lockflight.connector.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a request carries. Streamed from where it is, never held whole, unless it is JSON, a form or
 * bytes already. Immutable and thread-safe, as far as its source is.
 */
public final class Body {
  private static final String BYTES = "application/octet-stream";

  /** Opens the content from its beginning; asked again for each attempt. */
  @FunctionalInterface
  public interface Source {
    InputStream open() throws IOException;
  }

  private final String type;
  private final long length;
  private final boolean repeatable;
  private final Source source;
  private final @Nullable Object json;

  private Body(String type, long length, boolean repeatable, Source source, @Nullable Object json) {
    this.type = type;
    this.length = length;
    this.repeatable = repeatable;
    this.source = source;
    this.json = json;
  }

  /** The value as JSON, written in the client's {@link Naming}. */
  public static Body json(Object value) {
    return new Body("application/json", -1, true, InputStream::nullInputStream, value);
  }

  /** An HTML form. */
  public static Body form(Map<String, String> fields) {
    String text =
        fields.entrySet().stream()
            .map(
                e ->
                    PercentEncoding.encode(e.getKey()) + "=" + PercentEncoding.encode(e.getValue()))
            .collect(Collectors.joining("&"));
    return bytes("application/x-www-form-urlencoded", text.getBytes(StandardCharsets.UTF_8));
  }

  /** No bytes at all, and no content type. */
  public static Body empty() {
    return bytes("", new byte[0]);
  }

  public static Body bytes(String contentType, byte[] bytes) {
    byte[] copy = bytes.clone();
    return new Body(contentType, copy.length, true, () -> new ByteArrayInputStream(copy), null);
  }

  /** A file of any size, as {@code application/octet-stream}. */
  public static Body file(Path file) {
    long size = sizeOf(file);
    return new Body(BYTES, size, true, () -> Files.newInputStream(file), null);
  }

  /**
   * A part of a file: {@code length} bytes from {@code offset} on.
   *
   * @throws InvalidRequestException when the file is shorter
   */
  public static Body part(Path file, long offset, long length) {
    long size = sizeOf(file);
    if (offset < 0 || length < 0 || offset + length > size) {
      throw new InvalidRequestException(
          file + " has " + size + " bytes, not " + length + " from " + offset + " on");
    }
    return new Body(BYTES, length, true, () -> FilePart.open(file, offset, length), null);
  }

  /**
   * Anything that can be opened again for another attempt.
   *
   * @param length how many bytes will come, or -1 when nobody knows
   */
  public static Body stream(String contentType, long length, Source source) {
    return new Body(contentType, length, true, source, null);
  }

  /** A stream that is there once: a request with it is never tried again. Closed when sent. */
  public static Body once(String contentType, long length, InputStream stream) {
    return new Body(contentType, length, false, () -> stream, null);
  }

  /** The same content under another content type. */
  public Body as(String contentType) {
    return new Body(contentType, length, repeatable, source, json);
  }

  private static long sizeOf(Path file) {
    try {
      return Files.size(file);
    } catch (IOException e) {
      throw new InvalidRequestException("cannot read " + file + " to send it: " + e, e);
    }
  }

  /** The same with its bytes known, so that its length is. */
  Body encoded(JsonFormat format) {
    if (json == null) {
      return this;
    }
    byte[] bytes = format.write(json);
    return new Body(type, bytes.length, true, () -> new ByteArrayInputStream(bytes), null);
  }

  String type() {
    return type;
  }

  long length() {
    return length;
  }

  boolean isRepeatable() {
    return repeatable;
  }

  /** Whether sending it takes as long as a file is big. */
  boolean isTransfer() {
    return json == null && (length < 0 || length > 1 << 20 || !repeatable);
  }

  InputStream open() throws IOException {
    return source.open();
  }

  @Override
  public String toString() {
    return (json == null ? length < 0 ? "stream" : length + " bytes" : "a value") + " as " + type;
  }
}
