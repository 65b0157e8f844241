package dev.lockflight.artifact;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** A result whose files are named by hand. */
record Named(Map<String, String> named) implements ProducesFiles {
  @Override
  public Map<String, Path> files() {
    return named.entrySet().stream()
        .collect(Collectors.toMap(Map.Entry::getKey, file -> Path.of(file.getValue())));
  }
}
