package dev.lockflight.examples.f2;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Files of several jobs under one roof. Survives a JSON round trip. Immutable.
 *
 * @param paths on this machine, by the name each has among the others
 */
public record CollectedFiles(Map<String, String> paths) implements ProducesFiles {
  public CollectedFiles {
    paths = Collections.unmodifiableMap(new TreeMap<>(paths));
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    paths.forEach((name, path) -> files.put(name, Path.of(path)));
    return files;
  }
}
