package dev.lockflight.connector.python;

import dev.lockflight.Digest;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * The distributions that were built from a project. Survives a JSON round trip. Immutable.
 *
 * @param directory on the machine of the engine
 * @param digests SHA-256 of each file, by its name
 */
public record PythonPackage(String directory, Map<String, Digest> digests)
    implements ProducesFiles {
  public PythonPackage {
    digests = Collections.unmodifiableMap(new TreeMap<>(digests));
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    digests.keySet().forEach(name -> files.put(name, Path.of(directory, name)));
    return files;
  }
}
