package dev.lockflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every Java snippet of the READMEs and docs stands, line by line, in code that is compiled or run.
 */
class SnippetsTest {
  @Test
  void java_snippets_are_cut_from_code() throws IOException {
    List<String> code = new ArrayList<>();
    for (Path file : Repository.javaFiles()) {
      code.add(squeezed(Files.readString(file)));
    }
    List<String> foreign = new ArrayList<>();
    int snippets = 0;
    for (Path page : pages()) {
      for (String snippet : snippets(Files.readString(page))) {
        snippets++;
        String wanted = squeezed(snippet);
        if (code.stream().noneMatch(text -> text.contains(wanted))) {
          foreign.add(page + ":\n" + snippet);
        }
      }
    }
    assertThat(snippets).isPositive();
    assertThat(foreign).isEmpty();
  }

  private static List<String> snippets(String page) {
    List<String> all = new ArrayList<>();
    String[] parts = page.split("```java\n");
    for (int i = 1; i < parts.length; i++) {
      all.add(parts[i].substring(0, parts[i].indexOf("```")));
    }
    return all;
  }

  /** Lay-out does not matter, text does. */
  private static String squeezed(String text) {
    return text.lines().map(String::strip).collect(Collectors.joining()).replaceAll("\\s+", "");
  }

  /** The docs, and what every module says of itself. */
  private static List<Path> pages() throws IOException {
    List<Path> all = new ArrayList<>();
    try (Stream<Path> docs = Files.walk(Repository.root().resolve("docs"))) {
      all.addAll(docs.filter(file -> file.toString().endsWith(".md")).toList());
    }
    for (Path directory : List.of(Repository.root(), Repository.root().resolve("connectors"))) {
      all.add(directory.resolve("README.md"));
      try (Stream<Path> modules = Files.list(directory)) {
        all.addAll(modules.map(module -> module.resolve("README.md")).toList());
      }
    }
    return all.stream().filter(Files::isRegularFile).toList();
  }
}
