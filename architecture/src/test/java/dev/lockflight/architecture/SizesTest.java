package dev.lockflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Files and methods stay small, and names stay sentences of the domain. */
class SizesTest {
  private static final int LONGEST_FILE = 300;
  private static final int LONGEST_METHOD = 40;

  /** Not a constant of an enum that has a body. */
  private static final Pattern METHOD =
      Pattern.compile(
          "^  (?:  )?(?!return|new|throw|[A-Z_]+\\()[\\w<>@].*\\) (?:throws [\\w., ]+ )?\\{$");

  private static final Pattern EMPTY_NAME =
      Pattern.compile("(Abstract\\w+|Base[A-Z]\\w+|\\w+(Impl|Util|Utils|Helper|Manager))\\.java");

  @Test
  void no_file_is_longer_than_300_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      long lines = Files.readAllLines(file).size();
      if (lines > LONGEST_FILE) {
        tooLong.add(file + ": " + lines);
      }
    }
    assertThat(tooLong).isEmpty();
  }

  @Test
  void no_method_is_longer_than_40_lines() throws IOException {
    List<String> tooLong = new ArrayList<>();
    for (Path file : sources()) {
      if (file.toString().contains("/src/main/")) {
        tooLong.addAll(longMethods(file));
      }
    }
    assertThat(tooLong).isEmpty();
  }

  /** The formatter closes a method at the column where it opened it. */
  private static List<String> longMethods(Path file) throws IOException {
    List<String> found = new ArrayList<>();
    List<String> lines = Files.readAllLines(file);
    for (int i = 0; i < lines.size(); i++) {
      if (METHOD.matcher(lines.get(i)).matches() && !endsRecordHeader(lines, i)) {
        String indent = lines.get(i).startsWith("    ") ? "    }" : "  }";
        int end = i;
        while (end < lines.size() && !lines.get(end).equals(indent)) {
          end++;
        }
        if (end - i > LONGEST_METHOD) {
          found.add(file + ":" + (i + 1) + " " + (end - i) + " lines");
        }
      }
    }
    return found;
  }

  private static boolean endsRecordHeader(List<String> lines, int at) {
    int start = at;
    while (start > 0 && !lines.get(start).contains("(")) {
      start--;
    }
    return lines.get(start).contains("record ");
  }

  @Test
  void no_class_has_a_name_that_says_nothing() throws IOException {
    assertThat(sources())
        .noneMatch(file -> EMPTY_NAME.matcher(file.getFileName().toString()).matches());
  }

  @Test
  void connector_readmes_are_short() throws IOException {
    try (Stream<Path> readmes = Files.walk(Repository.root().resolve("connectors"), 2)) {
      List<Path> all = readmes.filter(file -> file.endsWith("README.md")).toList();
      assertThat(all).isNotEmpty();
      for (Path readme : all) {
        assertThat(Files.readAllLines(readme)).as(readme.toString()).hasSizeLessThanOrEqualTo(40);
      }
    }
  }

  private static List<Path> sources() throws IOException {
    List<Path> files = Repository.javaFiles();
    assertThat(files).hasSizeGreaterThan(200);
    return files;
  }
}
