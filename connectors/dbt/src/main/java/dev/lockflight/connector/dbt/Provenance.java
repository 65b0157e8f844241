package dev.lockflight.connector.dbt;

import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * Decides whether an artifact is that of one invocation: by its id and by the stamp it was given.
 */
record Provenance(String invocationId, Map<String, String> stamp) {
  /**
   * Does nothing when the artifact is believed.
   *
   * @throws DbtArtifactException when it is another invocation's
   */
  void check(ArtifactMetadata metadata, Path file) {
    if (!metadata.invocationId().equals(invocationId)) {
      throw foreign(
          file, "invocation " + shown(metadata.invocationId()), "invocation " + invocationId);
    }
    stamp.forEach(
        (name, value) -> {
          String found = metadata.env().getOrDefault(name, "");
          if (!found.equals(value)) {
            throw foreign(file, name + "=" + shown(found), name + "=" + value);
          }
        });
  }

  /** The same for run_results, which must also be of one of these commands. */
  void check(RunResults results, Path file, Set<String> which) {
    check(results.metadata(), file);
    if (!which.contains(results.which())) {
      throw foreign(file, "a result of dbt " + shown(results.which()), "one of dbt " + which);
    }
  }

  private static String shown(String text) {
    return text.isEmpty() ? "(none)" : text;
  }

  private static DbtArtifactException foreign(Path file, String found, String expected) {
    return new DbtArtifactException(
        Fault.NOT_THIS_INVOCATION,
        file,
        file
            + " has "
            + found
            + ", expected "
            + expected
            + ": it is stale or was written by another dbt, so it is not believed");
  }
}
