package dev.lockflight.connector.process.report;

import dev.lockflight.connector.process.FilePattern;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.List;

/**
 * Where an author of a flow says that files are.
 *
 * @param base the directory they are below; empty for that of the engine's process, or of the step
 * @param name a name or pattern below it
 * @param exact whether the name is one file's, whatever signs are in it
 */
record Place(Path base, String name, boolean exact) {
  /** A text as authors write it: a name or pattern, relative or absolute. */
  static Place named(String text) {
    if (isAbsolute(text)) {
      int below = text.indexOf('/') + 1;
      return new Place(Path.of(text.substring(0, below)), text.substring(below), false).checked();
    }
    return new Place(Path.of(""), text, false).checked();
  }

  /** One file. */
  static Place of(Path file) {
    return new Place(Path.of(""), file.toString().replace('\\', '/'), true);
  }

  private static boolean isAbsolute(String text) {
    return text.startsWith("/") || text.matches("[A-Za-z]:/.*");
  }

  private Place checked() {
    FilePattern unused = FilePattern.of(name);
    return this;
  }

  /** The same below a directory. */
  Place in(Path directory) {
    return new Place(directory.resolve(base), name, exact);
  }

  /** Whether a step can name it so among its files. */
  boolean isRelative() {
    return base.toString().isEmpty() && !isAbsolute(name);
  }

  /** Whether a file with that relative name is meant. */
  boolean matches(String relative) {
    return exact
        ? Path.of(name).normalize().equals(Path.of(relative))
        : FilePattern.of(name).matches(relative);
  }

  /**
   * The regular files on this machine, sorted.
   *
   * @throws IOException also when the directory they should be below is none
   */
  List<Path> files() throws IOException {
    if (exact) {
      Path file = base.resolve(name).toAbsolutePath().normalize();
      return Files.isRegularFile(file) ? List.of(file) : List.of();
    }
    Path directory = base.toAbsolutePath().normalize();
    if (!Files.isDirectory(directory)) {
      throw new NotDirectoryException(directory.toString());
    }
    return FilePattern.of(name).in(directory);
  }

  @Override
  public String toString() {
    String directory = base.toString();
    return directory.isEmpty() || directory.endsWith("/")
        ? directory + name
        : directory + "/" + name;
  }
}
