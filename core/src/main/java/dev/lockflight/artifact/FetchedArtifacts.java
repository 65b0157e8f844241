package dev.lockflight.artifact;

import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A verified copy of a set on this machine, for tools that want a directory, such as dbt's {@code
 * --state}.
 *
 * @param directory holds the files of the set and nothing else
 */
public record FetchedArtifacts(String directory, PublishedArtifacts source)
    implements ProducesFiles {
  /** The directory as a path. */
  public Path path() {
    return Path.of(directory);
  }

  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new LinkedHashMap<>();
    source.files().forEach(file -> files.put(file.name(), path().resolve(file.name())));
    return files;
  }
}
