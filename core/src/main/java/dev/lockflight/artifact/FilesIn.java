package dev.lockflight.artifact;

import dev.lockflight.ProducesFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Map;
import java.util.TreeMap;

/** Every file below a directory of this machine, as a step's result. */
public record FilesIn(String directory) implements ProducesFiles {
  public static FilesIn directory(Path directory) {
    return new FilesIn(directory.toString());
  }

  /**
   * The files there now, by their names relative to the directory.
   *
   * @throws UnsafeNameException when a symbolic link leads out of it, or to a directory
   * @throws UncheckedIOException when it cannot be read
   */
  @Override
  public Map<String, Path> files() {
    Path root = Path.of(directory);
    Map<String, Path> files = new TreeMap<>();
    try {
      Path unused =
          Files.walkFileTree(
              root,
              new SimpleFileVisitor<>() {
                @Override
                public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                    throws IOException {
                  SourceFiles.checkInside(root, file);
                  files.put(named(root.relativize(file)), file);
                  return FileVisitResult.CONTINUE;
                }
              });
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private static String named(Path relative) {
    StringBuilder name = new StringBuilder();
    relative.forEach(segment -> name.append(name.isEmpty() ? "" : "/").append(segment));
    return name.toString();
  }
}
