package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The files of one invocation: which are kept, and their digests. */
final class ArtifactFiles {
  private static final List<String> KEPT =
      List.of(
          "manifest.json",
          "run_results.json",
          "catalog.json",
          "sources.json",
          "index.html",
          "nodes.txt",
          "logs/dbt.log");

  /** What dbt only writes to be faster next time; it would double the size. */
  private static final List<String> CACHES =
      List.of("partial_parse.msgpack", "graph.gpickle", "graph_summary.json", "perf_info.json");

  private ArtifactFiles() {}

  /** Digests of what is there. */
  static Map<String, Digest> collect(Path directory) {
    try {
      for (String cache : CACHES) {
        boolean unused = Files.deleteIfExists(directory.resolve(cache));
      }
      Map<String, Digest> files = new TreeMap<>();
      for (String name : KEPT) {
        Path file = directory.resolve(name);
        if (Files.isRegularFile(file)) {
          files.put(name, digest(file));
        }
      }
      return files;
    } catch (IOException e) {
      throw new UncheckedIOException("cannot collect dbt's artifacts in " + directory, e);
    }
  }

  static Digest digest(Path file) throws IOException {
    MessageDigest sha256;
    try {
      sha256 = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = Files.newInputStream(file)) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        sha256.update(buffer, 0, n);
      }
    }
    return Digest.ofHash(sha256.digest());
  }
}
