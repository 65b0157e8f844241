package dev.lockflight.connector.kubernetes;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Copies manifests into the step's workspace, so that what was checked is what is applied.
 * Immutable and thread-safe.
 */
public final class CollectManifests implements Call<Manifests> {
  private static final List<String> ENDINGS = List.of(".yaml", ".yml", ".json");
  private final Path directory;
  private final List<String> paths;

  CollectManifests(Path directory, List<String> paths) {
    this.directory = directory;
    this.paths = List.copyOf(paths);
  }

  @Override
  public String name() {
    return "kubernetes manifests";
  }

  @Override
  public String describe() {
    return "manifests " + String.join(", ", paths) + " in " + directory;
  }

  /**
   * Collects.
   *
   * @throws StepFailedException FATAL when a path is missing, is outside the directory, or holds no
   *     manifest
   */
  @Override
  public Manifests run(StepContext context) throws IOException {
    Path copies = ManifestFiles.fresh(context.workspace());
    TreeSet<String> names = new TreeSet<>();
    for (String path : paths) {
      for (Path file : found(path)) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        Path unused = Files.createDirectories(copies.resolve(name).getParent());
        if (names.add(name)) {
          unused = Files.copy(file, copies.resolve(name));
        }
      }
    }
    return ManifestFiles.measured(copies, new ArrayList<>(names));
  }

  private List<Path> found(String path) throws IOException {
    Path start = directory.resolve(path).normalize();
    if (!start.startsWith(directory)) {
      throw refused(path, "is outside of it");
    }
    if (!Files.exists(start)) {
      throw refused(path, "is not there");
    }
    try (Stream<Path> files = Files.walk(start)) {
      List<Path> found = files.filter(CollectManifests::isManifest).toList();
      if (found.isEmpty()) {
        throw refused(path, "holds no file that ends with one of " + ENDINGS);
      }
      return found;
    }
  }

  private StepFailedException refused(String path, String why) {
    return StepFailedException.fatal(
        "there are no manifests "
            + path
            + " in "
            + directory
            + ": it "
            + why
            + "; correct the path");
  }

  private static boolean isManifest(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    return Files.isRegularFile(file) && ENDINGS.stream().anyMatch(name::endsWith);
  }
}
