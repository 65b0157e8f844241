package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import dev.lockflight.RunContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A state that was found and is as it should be. */
record FoundState(Path directory, ArtifactMetadata metadata, Digest digest) {
  /**
   * Finds the state and checks its digest, its age and that it is a manifest.
   *
   * @throws DbtException when there is none, or it is too old or has another digest
   * @throws DbtArtifactException when it is no manifest
   */
  static FoundState find(DbtState state, RunContext context) throws Exception {
    Optional<DbtResult> result = state.result(context);
    DbtState.Locator locator = state.locator();
    if (result.isEmpty() && locator == null) {
      throw new IllegalStateException("a state has an output or a locator: " + state);
    }
    Path directory =
        locator == null ? result.orElseThrow().artifacts().directory() : locator.directory(context);
    Path manifest = directory.resolve(ArtifactKind.MANIFEST.fileName());
    if (!Files.isRegularFile(manifest)) {
      throw new DbtException(
          DbtProblem.STATE_MISSING, "the state " + state + " has no " + manifest);
    }
    Digest digest = checkedDigest(state, result, manifest);
    ArtifactMetadata metadata = ArtifactReader.head(ArtifactKind.MANIFEST, manifest);
    checkAge(state, metadata, context.now());
    return new FoundState(directory, metadata, digest);
  }

  private static Digest checkedDigest(DbtState state, Optional<DbtResult> result, Path manifest)
      throws IOException {
    Digest found = ArtifactFiles.digest(manifest);
    Digest given = state.digest();
    Optional<Digest> recorded =
        result.flatMap(r -> Optional.ofNullable(r.artifacts().files().get("manifest.json")));
    for (Digest expected : given == null ? recorded.stream().toList() : java.util.List.of(given)) {
      if (!expected.equals(found)) {
        throw new DbtException(
            DbtProblem.UNFIT_STATE,
            "the state "
                + state
                + " has changed: "
                + manifest
                + " has "
                + found.brief()
                + ", expected "
                + expected.brief());
      }
    }
    return found;
  }

  private static void checkAge(DbtState state, ArtifactMetadata metadata, Instant now) {
    Duration most = state.maxAge();
    if (most == null) {
      return;
    }
    Instant written =
        metadata
            .generatedAt()
            .orElseThrow(
                () ->
                    new DbtException(
                        DbtProblem.UNFIT_STATE,
                        "the state " + state + " does not tell when it was written"));
    Duration age = Duration.between(written, now);
    if (age.compareTo(most) > 0) {
      throw new DbtException(
          DbtProblem.UNFIT_STATE,
          "the state " + state + " was written at " + written + ", " + age + " ago");
    }
  }

  /** Refuses what this dbt cannot read. */
  void checkReadableBy(DbtVersion version) {
    if (metadata.schemaVersion() > version.manifestSchema()) {
      throw new DbtException(
          DbtProblem.UNFIT_STATE,
          "the state in "
              + directory
              + " is manifest v"
              + metadata.schemaVersion()
              + " of dbt "
              + metadata.dbtVersion()
              + ", but dbt "
              + version
              + " reads up to v"
              + version.manifestSchema());
    }
  }

  /** Copies what dbt needs, so that nothing can change it while dbt runs. */
  void copyTo(Path target, boolean withResults) throws IOException {
    Path unused = Files.createDirectories(target);
    copy("manifest.json", target);
    if (withResults) {
      if (!Files.isRegularFile(directory.resolve("run_results.json"))) {
        throw new DbtException(
            DbtProblem.STATE_MISSING,
            "there is nothing to retry in " + directory + ": it has no run_results.json");
      }
      copy("run_results.json", target);
    }
  }

  private void copy(String name, Path target) throws IOException {
    Path unused = Files.copy(directory.resolve(name), target.resolve(name));
  }
}
