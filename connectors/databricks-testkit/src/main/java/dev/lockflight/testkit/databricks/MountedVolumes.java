package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Directories of volumes as directories of this machine, for as long as it is open. */
final class MountedVolumes implements AutoCloseable {
  private static final String VOLUMES = "/Volumes/";

  private final Path root;
  private final LocalFiles files;
  private final Set<String> mounted = new HashSet<>();

  private MountedVolumes(Path root, LocalFiles files) {
    this.root = root;
    this.files = files;
  }

  static MountedVolumes in(Path root, LocalFiles files) {
    return new MountedVolumes(root, files);
  }

  /** The path on this machine; what is no path of a volume stays. */
  String here(String path) throws IOException {
    if (!path.startsWith(VOLUMES)) {
      return path;
    }
    if (mounted.add(path)) {
      for (String file : files.paths()) {
        if (file.startsWith(path + "/")) {
          Path local = Path.of(root + file);
          Path unusedMade = Files.createDirectories(local.resolveSibling("."));
          Path unusedWritten = Files.write(local, files.bytes(file));
        }
      }
    }
    return root + path;
  }

  /** The same text with the paths of the volumes. */
  String there(String text) {
    return text.replace(root + VOLUMES, VOLUMES);
  }

  @Override
  public void close() throws IOException {
    for (String path : mounted) {
      for (Path file : below(Path.of(root + path))) {
        // byte by byte, so that any file survives
        String text = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
        byte[] bytes = there(text).getBytes(StandardCharsets.ISO_8859_1);
        String name = file.toString().substring(root.toString().length());
        if (!isThere(name, bytes)) {
          files.write(name, bytes);
        }
      }
    }
  }

  private boolean isThere(String name, byte[] bytes) {
    return files.tree().find(name).isPresent() && java.util.Arrays.equals(files.bytes(name), bytes);
  }

  private static List<Path> below(Path directory) throws IOException {
    if (!Files.exists(directory)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(directory)) {
      return found.filter(Files::isRegularFile).sorted().toList();
    }
  }

  static void delete(Path directory) throws IOException {
    try (Stream<Path> all = Files.walk(directory)) {
      for (Path one : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(one);
      }
    }
  }
}
