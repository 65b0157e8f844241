package dev.lockflight.connector.terraform;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** A directory for files that hold secrets, which only its owner may read. */
final class PrivateDirectory {
  private PrivateDirectory() {}

  /** A new one: a crashed attempt may have left one behind. */
  static Path in(Path parent, String name) throws IOException {
    FileAttribute<?>[] attributes =
        Files.getFileStore(parent).supportsFileAttributeView("posix")
            ? new FileAttribute<?>[] {
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"))
            }
            : new FileAttribute<?>[0];
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(parent.resolve(name + "-" + number), attributes)
            .toAbsolutePath();
      } catch (FileAlreadyExistsException e) {
        // of a crashed attempt: the next number
      }
    }
  }
}
