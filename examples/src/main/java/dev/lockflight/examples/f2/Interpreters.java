package dev.lockflight.examples.f2;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The interpreters of the matrix. Immutable.
 *
 * @param pythonHomes virtual environments with pytest, by version such as 3.11
 * @param javaHomes homes of JDKs, by version such as 17
 */
public record Interpreters(Map<String, Path> pythonHomes, Map<String, Path> javaHomes) {
  public Interpreters {
    pythonHomes = inOrder(pythonHomes);
    javaHomes = inOrder(javaHomes);
  }

  /** 3.9 before 3.10. */
  private static Map<String, Path> inOrder(Map<String, Path> homes) {
    Comparator<String> shorterFirst = Comparator.comparing(String::length);
    Map<String, Path> sorted = new TreeMap<>(shorterFirst.thenComparing(text -> text));
    sorted.putAll(homes);
    return Collections.unmodifiableMap(sorted);
  }

  /**
   * Those of this machine, as no cell may pretend to have run: the Python of the tools, this
   * program's Java and the JDKs beside it.
   *
   * @param tools the virtual environment with pytest
   */
  static Interpreters found(Path tools) {
    Map<String, Path> javas = new TreeMap<>();
    Path mine = Path.of(System.getProperty("java.home"));
    for (Path home : beside(mine)) {
      release(home, "release", "JAVA_VERSION")
          .filter(version -> Files.isExecutable(home.resolve("bin/javac")))
          .ifPresent(version -> javas.put(version.split("[.]")[0], home));
    }
    javas.put(Integer.toString(Runtime.version().feature()), mine);
    String python =
        release(tools, "pyvenv.cfg", "version")
            .or(() -> release(tools, "pyvenv.cfg", "version_info"))
            .orElseThrow(
                () -> new IllegalStateException(tools + " is no virtual environment of Python"));
    String[] numbers = python.split("[.]");
    return new Interpreters(Map.of(numbers[0] + "." + numbers[1], tools), javas);
  }

  private static List<Path> beside(Path home) {
    Path parent = home.getParent();
    if (parent == null) {
      return List.of();
    }
    try (Stream<Path> homes = Files.list(parent)) {
      return homes.sorted().toList();
    } catch (IOException e) {
      return List.of();
    }
  }

  private static Optional<String> release(Path home, String file, String property) {
    Properties lines = new Properties();
    try (Reader reader = Files.newBufferedReader(home.resolve(file))) {
      lines.load(reader);
    } catch (IOException e) {
      return Optional.empty();
    }
    return Optional.ofNullable(lines.getProperty(property)).map(text -> text.replace("\"", ""));
  }

  List<String> pythons() {
    return List.copyOf(pythonHomes.keySet());
  }

  List<String> javas() {
    return List.copyOf(javaHomes.keySet());
  }

  /** The virtual environment of a version. */
  Path python(String version) {
    return home(pythonHomes, "Python", version);
  }

  /** The home of a version. */
  Path java(String version) {
    return home(javaHomes, "Java", version);
  }

  private static Path home(Map<String, Path> homes, String what, String version) {
    Path home = homes.get(version);
    if (home == null) {
      throw new IllegalStateException(
          what + " " + version + " is not on this machine; there are " + homes.keySet());
    }
    return home;
  }
}
