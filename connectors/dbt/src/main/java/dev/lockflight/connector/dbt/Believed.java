package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import dev.lockflight.connector.dbt.DbtArtifactException.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/**
 * The artifacts of one dbt step, opened for a gate. A file is handed out only when it is unchanged
 * since the step ended, of that step's invocation, and of the commit that is promoted.
 */
final class Believed {
  /**
   * Commands whose results tell what was built or tested; never {@code generate} and {@code
   * compile}.
   */
  static final Set<String> EXECUTING = Set.of("build", "run", "test", "seed", "snapshot");

  private final DbtResult result;
  private final Provenance provenance;

  private Believed(DbtResult result) {
    this.result = result;
    this.provenance = new Provenance(result.invocation().id(), result.invocation().stamp());
  }

  /** Decides on artifacts that are believed. */
  interface Judge {
    Verdict judge(Believed artifacts) throws Exception;
  }

  /** ERRORED when the artifacts are not to be believed. */
  static Verdict judge(Output<DbtResult> output, GateContext context, Judge judge)
      throws Exception {
    try {
      DbtResult result = context.read(output);
      String commit = result.invocation().stamp().getOrDefault("LOCKFLIGHT_COMMIT", "");
      if (!commit.equals(context.release().commit())) {
        return Verdict.errored(
            output.name()
                + " is of commit "
                + commit
                + ", but promoted is "
                + context.release().commit());
      }
      return judge.judge(new Believed(result));
    } catch (DbtArtifactException | DbtException e) {
      return Verdict.errored(String.valueOf(e.getMessage()));
    }
  }

  DbtResult result() {
    return result;
  }

  RunResults runResults(Set<String> which) throws IOException {
    Path file = file(ArtifactKind.RUN_RESULTS);
    RunResults results = DbtArtifacts.runResults(file);
    provenance.check(results, file, which);
    return results;
  }

  Manifest manifest() throws IOException {
    Path file = file(ArtifactKind.MANIFEST);
    Manifest manifest = DbtArtifacts.manifest(file);
    provenance.check(manifest.metadata(), file);
    return manifest;
  }

  Sources sources() throws IOException {
    Path file = file(ArtifactKind.SOURCES);
    Sources sources = DbtArtifacts.sources(file);
    provenance.check(sources.metadata(), file);
    return sources;
  }

  /** What evidence names as its source. */
  String source(ArtifactKind kind) {
    return Evidences.source(result.artifacts(), kind);
  }

  Path file(ArtifactKind kind) throws IOException {
    Path file = result.artifacts().path(kind.fileName());
    Digest recorded = result.artifacts().files().get(kind.fileName());
    if (recorded == null) {
      throw new DbtArtifactException(
          Fault.MISSING,
          file,
          "dbt "
              + result.invocation().which()
              + " left no "
              + kind.fileName()
              + " in "
              + result.artifacts().directory());
    }
    if (!Files.isRegularFile(file)) {
      throw new DbtArtifactException(
          Fault.MISSING, file, file + " was there when dbt ended, but is no more");
    }
    Digest found = ArtifactFiles.digest(file);
    if (!found.equals(recorded)) {
      throw new DbtArtifactException(
          Fault.NOT_THIS_INVOCATION,
          file,
          file
              + " has changed since dbt ended: it has "
              + found.brief()
              + ", recorded is "
              + recorded.brief());
    }
    return file;
  }
}
