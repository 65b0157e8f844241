package dev.lockflight.connector.python;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The files of a package on disk. */
final class Distributions {
  private Distributions() {}

  static PythonPackage in(Path directory) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(Distributions::isOne).toList()) {
        digests.put(String.valueOf(file.getFileName()), digest(file));
      }
    }
    return new PythonPackage(directory.toString(), digests);
  }

  private static boolean isOne(Path file) {
    String name = String.valueOf(file.getFileName());
    return name.endsWith(".whl") || name.endsWith(".tar.gz");
  }

  /** What is no longer as it was built, one sentence each; none is best. */
  static List<String> changesOf(PythonPackage built) {
    List<String> changes = new ArrayList<>();
    built
        .files()
        .forEach(
            (name, file) -> {
              if (!Files.isRegularFile(file)) {
                changes.add(file + " is gone");
              } else if (!digest(file).equals(built.digests().get(name))) {
                changes.add(
                    file + " is " + digest(file) + ", was built as " + built.digests().get(name));
              }
            });
    return changes;
  }

  private static Digest digest(Path file) {
    try (InputStream in = Files.newInputStream(file);
        DigestInputStream digesting =
            new DigestInputStream(in, MessageDigest.getInstance("SHA-256"))) {
      long unused = digesting.transferTo(java.io.OutputStream.nullOutputStream());
      return Digest.ofHash(digesting.getMessageDigest().digest());
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read " + file, e);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
