package dev.lockflight.examples.f5;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files that are kept at the end, whatever came before. Survives a JSON round trip.
 *
 * @param paths where each is, by the name it is kept under
 */
public record KeptFiles(Map<String, String> paths) implements ProducesFiles {
  public KeptFiles {
    paths = Map.copyOf(paths);
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    paths.forEach((name, path) -> files.put(name, Path.of(path)));
    return files;
  }
}
