package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A body on its way into a file. When its connection breaks, the next attempt asks for the rest, if
 * the server has said by a strong ETag of what; otherwise it begins again.
 */
final class Download implements Reading<AnswerHead>, AutoCloseable {
  private static final int PARTIAL = 206;

  private final Path file;
  private final Path part;
  private Optional<String> version = Optional.empty();

  private Download(Path file, Path part) {
    this.file = file;
    this.part = part;
  }

  /** Beside the file, so that it can be put in its place in one move. */
  static Download to(Path file) throws IOException {
    Path whole = file.toAbsolutePath();
    Path directory = whole.getParent() == null ? whole : whole.getParent();
    return new Download(file, Files.createTempFile(directory, "." + file.getFileName(), ".part"));
  }

  @Override
  public boolean isStreamed() {
    return true;
  }

  /** As it is, or a part of it could not be asked for. */
  @Override
  public Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>(Map.of("Accept-Encoding", "identity"));
    version.ifPresent(
        etag -> {
          headers.put("Range", "bytes=" + size() + "-");
          headers.put("If-Range", etag);
        });
    return headers;
  }

  private long size() {
    return part.toFile().length();
  }

  @Override
  public AnswerHead make(Received received, Exchanged exchanged) throws IOException {
    boolean goesOn = received.head().status() == PARTIAL && fits(received.head());
    version = Optional.empty();
    try (InputStream body = received.body();
        OutputStream out =
            goesOn
                ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                : Files.newOutputStream(part)) {
      version = received.head().etag().filter(etag -> etag.startsWith("\""));
      var unused = body.transferTo(out);
    }
    var unused =
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return received.head();
  }

  private boolean fits(AnswerHead head) {
    String range = head.header("Content-Range").orElse("");
    return version.isPresent() && range.startsWith("bytes " + size() + "-");
  }

  @Override
  public void close() throws IOException {
    var unused = Files.deleteIfExists(part);
  }
}
