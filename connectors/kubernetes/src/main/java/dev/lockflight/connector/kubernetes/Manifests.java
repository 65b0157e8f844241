package dev.lockflight.connector.kubernetes;

import dev.lockflight.Digest;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * Manifests as a step left them in its workspace. Survives a JSON round trip. Immutable.
 *
 * @param directory on the machine of the engine
 * @param digests SHA-256 of each file, by its name below the directory
 */
public record Manifests(String directory, Map<String, Digest> digests) implements ProducesFiles {
  public Manifests {
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    digests.keySet().forEach(name -> files.put(name, Path.of(directory, name)));
    return files;
  }

  @Override
  public String toString() {
    return String.join(", ", digests.keySet());
  }
}
