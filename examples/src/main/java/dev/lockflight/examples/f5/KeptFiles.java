package dev.lockflight.examples.f5;

import dev.lockflight.ProducesFiles;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * Files that are kept at the end, whatever came before. Survives a JSON round trip.
 *
 * @param paths where each is, by the name it is kept under
 */
public record KeptFiles(Map<String, String> paths) implements ProducesFiles {
  public KeptFiles {
    paths = Map.copyOf(paths);
  }

  /** All files below a directory, by their names in it; none when it is not there. */
  static KeptFiles below(Path directory) throws IOException {
    Map<String, String> found = new TreeMap<>();
    if (Files.isDirectory(directory)) {
      try (Stream<Path> files = Files.walk(directory)) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          String name = directory.relativize(file).toString().replace(File.separatorChar, '/');
          found.put(name, file.toString());
        }
      }
    }
    return new KeptFiles(found);
  }

  /** These and the others. */
  KeptFiles and(KeptFiles others) {
    Map<String, String> all = new TreeMap<>(paths);
    all.putAll(others.paths);
    return new KeptFiles(all);
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    paths.forEach((name, path) -> files.put(name, Path.of(path)));
    return files;
  }
}
