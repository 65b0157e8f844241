package dev.lockflight.artifact;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** The files that shall become a set: each there, each inside its directory, no two alike. */
final class SourceFiles {
  private SourceFiles() {}

  /**
   * The files by name.
   *
   * @throws UnsafeNameException when a name or a symbolic link could escape
   * @throws NoSuchFileException when one is not there
   */
  static SortedMap<String, Path> checked(Map<String, Path> files) throws IOException {
    checkNames(files);
    for (Map.Entry<String, Path> file : files.entrySet()) {
      checkInside(base(file.getKey(), file.getValue()), file.getValue());
    }
    return new TreeMap<>(files);
  }

  /** Refuses a link that leads out of the directory, and whatever is no regular file. */
  static void checkInside(Path directory, Path file) throws IOException {
    Path real = file.toRealPath();
    if (!real.startsWith(directory.toRealPath())) {
      throw new UnsafeNameException(
          file.toString(), "is a symbolic link out of its directory, to " + real);
    }
    if (!Files.isRegularFile(real)) {
      throw new UnsafeNameException(file.toString(), "is not a regular file");
    }
  }

  /** The directory the name is relative to, when the file's path ends with the name. */
  private static Path base(String name, Path file) {
    Path absolute = file.toAbsolutePath();
    Path relative = Path.of(name);
    int above = absolute.getNameCount() - relative.getNameCount();
    Path parent = absolute.getParent();
    if (absolute.endsWith(relative) && above > 0) {
      return absolute.getRoot().resolve(absolute.subpath(0, above));
    }
    return parent == null ? absolute : parent;
  }

  /** Names that some systems take for one another, or for file and directory, are refused. */
  private static void checkNames(Map<String, Path> files) {
    Map<String, String> folded = new HashMap<>();
    for (String name : files.keySet()) {
      Layout.checkFileName(name);
      String same = folded.put(folded(name), name);
      if (same != null) {
        throw new UnsafeNameException(name, "is the same as \"" + same + "\" on some systems");
      }
    }
    for (String name : files.keySet()) {
      for (int end = name.indexOf('/'); end > 0; end = name.indexOf('/', end + 1)) {
        if (folded.containsKey(folded(name.substring(0, end)))) {
          throw new UnsafeNameException(name, "needs a directory where another file is");
        }
      }
    }
  }

  private static String folded(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
