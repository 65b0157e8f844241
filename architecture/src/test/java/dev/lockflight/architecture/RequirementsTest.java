package dev.lockflight.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Each requirement names a test that is there, or says why there is none. */
class RequirementsTest {
  private static final Pattern NAMED = Pattern.compile("`(\\w+)\\.(\\w+)`");

  @Test
  void every_requirement_names_tests_that_exist() throws IOException {
    Map<String, String> tests = new HashMap<>();
    for (Path file : Repository.javaFiles()) {
      String name = file.getFileName().toString().replace(".java", "");
      if (name.endsWith("Test") || name.endsWith("Contract")) {
        String unused = tests.merge(name, Files.readString(file), String::concat);
      }
    }
    List<String> rows =
        Files.readString(Repository.root().resolve("docs/requirements.md"))
            .lines()
            .filter(line -> line.matches("\\| [A-N]\\d+ .*"))
            .toList();
    List<String> wrong = new ArrayList<>();
    for (String row : rows) {
      Matcher named = NAMED.matcher(row);
      boolean shown = row.contains("Not shown: ");
      while (named.find()) {
        shown = true;
        if (!tests.getOrDefault(named.group(1), "").contains("void " + named.group(2) + "(")) {
          wrong.add(named.group() + " is no test, of: " + row);
        }
      }
      if (!shown) {
        wrong.add("neither a test nor a reason: " + row);
      }
    }
    assertThat(rows).hasSizeGreaterThan(100);
    assertThat(wrong).isEmpty();
  }
}
