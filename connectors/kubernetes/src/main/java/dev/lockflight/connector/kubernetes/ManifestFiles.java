package dev.lockflight.connector.kubernetes;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of manifests on disk. */
final class ManifestFiles {
  private ManifestFiles() {}

  /** A directory that nobody has written to: a crashed attempt may have left one behind. */
  static Path fresh(Path parent) throws IOException {
    for (int number = 1; ; number++) {
      try {
        return Files.createDirectory(parent.resolve("manifests-" + number)).toAbsolutePath();
      } catch (FileAlreadyExistsException e) {
        // of a crashed attempt: the next number
      }
    }
  }

  static Manifests measured(Path directory, List<String> names) {
    Map<String, Digest> digests = new TreeMap<>();
    names.forEach(name -> digests.put(name, digest(directory.resolve(name))));
    return new Manifests(directory.toString(), digests);
  }

  /** What is no longer as it was left, one sentence each; none is best. */
  static List<String> changesOf(Manifests left) {
    List<String> changes = new ArrayList<>();
    left.files()
        .forEach(
            (name, file) -> {
              if (!Files.isRegularFile(file)) {
                changes.add(file + " is gone");
              } else if (!digest(file).equals(left.digests().get(name))) {
                changes.add(file + " is " + digest(file) + ", was " + left.digests().get(name));
              }
            });
    return changes;
  }

  private static Digest digest(Path file) {
    try {
      return Digest.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    }
  }
}
