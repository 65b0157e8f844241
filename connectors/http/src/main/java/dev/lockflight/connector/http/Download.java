package dev.lockflight.connector.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** A body on its way into a file. */
final class Download {
  private Download() {}

  static Reading<AnswerHead> to(Path file) {
    return new Reading<>(true, true, (received, exchanged) -> save(received, file));
  }

  private static AnswerHead save(Received received, Path file) throws IOException {
    Path directory = file.toAbsolutePath().getParent();
    Path part = Files.createTempFile(directory, "." + file.getFileName(), ".part");
    try {
      try (InputStream body = received.body();
          OutputStream out = Files.newOutputStream(part)) {
        var unused = body.transferTo(out);
      }
      var unused =
          Files.move(
              part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      var unused = Files.deleteIfExists(part);
    }
    return received.head();
  }
}
