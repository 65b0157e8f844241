package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a dbt command leaves for later steps and gates: who it was, how it ended, and where its
 * artifacts are with their digests. It never holds an artifact itself, and survives a JSON round
 * trip. Immutable.
 *
 * @param counts how many nodes ended how, for example {@code model:success → 12}
 * @param elapsed as dbt measured it; zero when it did not
 * @param deferred which references read another environment and why, at most 50 lines
 */
public record DbtResult(
    Invocation invocation,
    Map<String, Integer> counts,
    Duration elapsed,
    Artifacts artifacts,
    Failures failures,
    List<String> deferred)
    implements ProducesFiles {
  /**
   * The identity of one dbt process.
   *
   * @param which what its results call the command: {@code build}, {@code generate}, {@code
   *     freshness} …
   * @param id dbt's invocation id
   * @param dbtVersion as dbt tells it
   * @param exitCode never decisive alone: the engines use it differently
   * @param stamp what was given to dbt to prove that an artifact is this run's
   */
  public record Invocation(
      String which, String id, String dbtVersion, int exitCode, Map<String, String> stamp) {
    public Invocation {
      stamp = Collections.unmodifiableMap(new TreeMap<>(stamp));
    }
  }

  /**
   * Where the files are.
   *
   * @param directory of this invocation alone
   * @param files SHA-256 by name, relative to the directory
   */
  public record Artifacts(Path directory, Map<String, Digest> files) {
    public Artifacts {
      files = Collections.unmodifiableMap(new TreeMap<>(files));
    }

    public Path path(String name) {
      return directory.resolve(name);
    }
  }

  /**
   * What failed.
   *
   * @param total how many nodes
   * @param first at most twenty of them, {@code unique id status: message}
   */
  public record Failures(int total, List<String> first) {
    public Failures {
      first = List.copyOf(first);
    }
  }

  public DbtResult {
    counts = Collections.unmodifiableMap(new TreeMap<>(counts));
    deferred = List.copyOf(deferred);
  }

  /** The artifacts, and the log as {@code logs/dbt.log}, to be published. */
  @Override
  public Map<String, Path> files() {
    Map<String, Path> files = new TreeMap<>();
    artifacts.files().keySet().forEach(name -> files.put(name, artifacts.path(name)));
    return files;
  }

  @Override
  public String toString() {
    return "dbt " + invocation.which() + " " + invocation.id() + " " + counts;
  }
}
