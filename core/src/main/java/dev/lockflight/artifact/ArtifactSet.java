package dev.lockflight.artifact;

import dev.lockflight.Digest;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files one run published for an environment; never changed once it is complete. */
public record ArtifactSet(
    EnvironmentName environment,
    RunId run,
    String commit,
    Instant publishedAt,
    List<ArtifactFile> files) {
  public ArtifactSet {
    files = files.stream().sorted(Comparator.comparing(ArtifactFile::name)).toList();
  }

  public Optional<ArtifactFile> file(String name) {
    return files.stream().filter(file -> file.name().equals(name)).findFirst();
  }

  /** The content address of the files: equal for equal names and bytes, whoever published them. */
  public Digest digest() {
    return Digest.of(
        files.stream()
            .map(file -> file.name() + "\n" + file.size() + "\n" + file.digest() + "\n")
            .collect(Collectors.joining()));
  }

  @Override
  public String toString() {
    return "run " + run + " in " + environment + " (" + files.size() + " files)";
  }
}
