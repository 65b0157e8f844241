package dev.lockflight.connector.python;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Finds a directory that nobody has written to: a crashed attempt may have left one behind. */
final class Workplace {
  private Workplace() {}

  static Path fresh(Path parent, String name) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(parent.resolve(name + "-" + number)).toAbsolutePath();
      } catch (FileAlreadyExistsException e) {
        // of a crashed attempt: the next number
      }
    }
  }
}
