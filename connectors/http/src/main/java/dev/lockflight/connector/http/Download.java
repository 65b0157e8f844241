package dev.lockflight.connector.http;

import dev.lockflight.FailureClass;
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
import java.util.concurrent.ThreadLocalRandom;

/**
 * A body on its way into a file. When its connection breaks, the next attempt asks for the rest, if
 * the server has said by a strong ETag of what; otherwise it begins again.
 */
final class Download implements Reading<AnswerHead>, AutoCloseable {
  private static final int PARTIAL = 206;

  private final Path file;
  private final Path part;
  private final boolean mayGoOn;
  private Optional<String> version = Optional.empty();

  private Download(Path file, Path part, boolean mayGoOn) {
    this.file = file;
    this.part = part;
    this.mayGoOn = mayGoOn;
  }

  /**
   * Beside the file, so that it can be put in its place in one move; no temporary file of the
   * JDK's, which nobody else could read.
   */
  static Download to(Path file, Request request) throws IOException {
    Path whole = file.toAbsolutePath();
    Path directory = whole.getParent() == null ? whole : whole.getParent();
    long any = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
    Path part = Files.createFile(directory.resolve("." + file.getFileName() + "." + any + ".part"));
    boolean asksForPart = request.headers().keySet().stream().anyMatch("Range"::equalsIgnoreCase);
    return new Download(file, part, !asksForPart);
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
    boolean goesOn = version.isPresent() && received.head().status() == PARTIAL;
    if (goesOn && !fits(received.head())) {
      throw exchanged.unreadable(
          FailureClass.TRANSIENT, "it was asked for the rest and sent another part");
    }
    version = Optional.empty();
    try (InputStream body = received.body();
        OutputStream out =
            goesOn
                ? Files.newOutputStream(part, StandardOpenOption.APPEND)
                : Files.newOutputStream(part)) {
      version = mayGoOn ? received.head().etag().filter(Download::isStrong) : version;
      var unused = body.transferTo(out);
    }
    var unused =
        Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return received.head();
  }

  /** Weak ones say that it means the same, not that it is the same: RFC 9110, section 13.1.5. */
  private static boolean isStrong(String etag) {
    return etag.startsWith("\"");
  }

  private boolean fits(AnswerHead head) {
    return head.header("Content-Range").orElse("").startsWith("bytes " + size() + "-");
  }

  @Override
  public void close() throws IOException {
    var unused = Files.deleteIfExists(part);
  }
}
