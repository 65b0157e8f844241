package dev.lockflight.connector.process;

import dev.lockflight.InvalidDefinitionException;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Files below a directory: one by its name, or all that a pattern finds. In a pattern {@code *} is
 * any text without a slash, {@code **} any number of directories, also none, {@code ?} one
 * character, {@code [ab]} one of these and <code>{a,b}</code> one of these texts. Immutable.
 *
 * @param value relative, with {@code /}
 */
public record FilePattern(String value) {
  private static final Pattern SIGNS = Pattern.compile("[*?\\[{]");

  /**
   * Checks it.
   *
   * @throws InvalidDefinitionException when it is blank, absolute, could leave the directory, or is
   *     no pattern
   */
  public FilePattern {
    Path path = Path.of(SIGNS.matcher(value).replaceAll("x"));
    boolean leaves = Stream.of(value.split("/")).anyMatch(".."::equals);
    if (value.isBlank() || value.contains("\\") || path.isAbsolute() || leaves) {
      throw new InvalidDefinitionException(
          "file must be a relative path with /, below its directory: '" + value + "'");
    }
    try {
      PathMatcher unused = matcher(path.getFileSystem(), value);
    } catch (IllegalArgumentException e) {
      throw new InvalidDefinitionException("file pattern is not complete: '" + value + "'");
    }
  }

  public static FilePattern of(String value) {
    return new FilePattern(value);
  }

  /** Whether it can mean several files. */
  public boolean isPattern() {
    return SIGNS.matcher(value).find();
  }

  /** Whether it means this file, named relative to the directory. */
  public boolean matches(String relative) {
    if (!isPattern()) {
      return Path.of(relative).normalize().equals(Path.of(value).normalize());
    }
    Path path = Path.of(relative);
    return matcher(path.getFileSystem(), value).matches(path)
        || matcher(path.getFileSystem(), value.replace("**/", "")).matches(path)
        || matcher(path.getFileSystem(), value.replace("/**", "")).matches(path);
  }

  /**
   * The regular files it means, sorted; none when there is no such file or directory. Links to
   * directories are not followed.
   */
  public List<Path> in(Path directory) throws IOException {
    if (!isPattern()) {
      Path file = directory.resolve(value);
      return Files.isRegularFile(file) ? List.of(file) : List.of();
    }
    Path start = directory.resolve(fixedPart());
    try (Stream<Path> all = Files.walk(start)) {
      return all.filter(file -> matches(relative(directory, file)))
          .filter(Files::isRegularFile)
          .sorted()
          .toList();
    } catch (NoSuchFileException e) {
      return List.of();
    } catch (java.io.UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** The name of a file below the directory, with {@code /}. */
  static String relative(Path directory, Path file) {
    return directory.relativize(file).toString().replace('\\', '/');
  }

  private String fixedPart() {
    int sign = value.length();
    var signs = SIGNS.matcher(value);
    if (signs.find()) {
      sign = signs.start();
    }
    return value.substring(0, Math.max(value.lastIndexOf('/', sign), 0));
  }

  private static PathMatcher matcher(FileSystem files, String glob) {
    return files.getPathMatcher("glob:" + glob);
  }

  @Override
  public String toString() {
    return value;
  }
}
