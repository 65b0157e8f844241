package dev.lockflight.connector.python;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.connector.python.ToolResult.Outcome;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real semgrep with a rule of its own. Without one it is skipped, and fails where CI is true. */
class SemgrepTest {
  private static final String RULES =
      """
      rules:
        - id: no-eval
          pattern: eval(...)
          message: no eval
          languages: [python]
          severity: ERROR
      """;

  @TempDir Path directory;

  @Test
  void semgrep_finds_what_a_local_rule_forbids() throws Exception {
    InstalledPython.needs("semgrep");
    Path project = directory.resolve("project");
    Python python = InstalledPython.project(project);
    InstalledPython.write(project.resolve("rules.yml"), RULES);
    InstalledPython.write(project.resolve("ugly.py"), "eval('1')\n");

    assertThat(ran(python, "src").outcome()).isEqualTo(Outcome.CLEAN);
    ToolResult found = ran(python, "ugly.py");
    assertThat(found.outcome()).as(found.toString()).isEqualTo(Outcome.FINDINGS);
    assertThat(found.files().get("semgrep.json")).content().contains("no-eval");
    InstalledPython.write(project.resolve("rules.yml"), "rules: none\n");
    ToolResult broken = ran(python, "src");
    assertThat(broken.outcome()).as(broken.toString()).isEqualTo(Outcome.ERROR);
  }

  private ToolResult ran(Python python, String path) throws Exception {
    return python
        .semgrep(Path.of("rules.yml"), path)
        .judgedByGates()
        .run(InstalledPython.context(directory.resolve("step")));
  }
}
