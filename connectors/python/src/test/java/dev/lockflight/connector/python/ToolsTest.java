package dev.lockflight.connector.python;

import static dev.lockflight.connector.python.PythonGates.noFindings;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.Verdict.Status;
import dev.lockflight.connector.python.ToolResult.Outcome;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Linters and test runners, the real ones, on good code, bad code and no code. */
class ToolsTest {
  private static final Output<ToolResult> RESULT = Output.of("result", ToolResult.class);
  private static final String UGLY = "import os\nx=1\ndef f( a:int)->str:\n    return a\n";

  @TempDir Path directory;
  private Path project;
  private Python python;
  private int steps;

  @BeforeEach
  void project() throws IOException {
    project = directory.resolve("project");
    python = InstalledPython.project(project);
  }

  private void write(String name, String text) throws IOException {
    InstalledPython.write(project.resolve(name), text);
  }

  private FakeContext context() {
    return InstalledPython.context(directory.resolve("step-" + ++steps));
  }

  private ToolResult ran(ToolRun tool) throws Exception {
    return tool.judgedByGates().run(context());
  }

  private void finds(ToolRun tool, String words) throws Exception {
    ToolResult result = ran(tool);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.FINDINGS);
    assertThat(result.toString()).contains(words);
  }

  private void cannotTell(ToolRun tool, String words) throws Exception {
    ToolResult result = ran(tool);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.ERROR);
    assertThat(result.toString()).contains(words);
  }

  private void isClean(ToolRun tool) throws Exception {
    ToolResult result = ran(tool);
    assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.CLEAN);
  }

  @Test
  void black_tells_unformatted_code_from_code_it_cannot_read() throws Exception {
    InstalledPython.needs("black");
    isClean(python.black("src"));
    write("ugly.py", UGLY);
    finds(python.black("ugly.py"), "would reformat");
    write("broken.py", "def broken(:\n");
    cannotTell(python.black("broken.py"), "Cannot parse");
  }

  @Test
  void isort_finds_unsorted_imports() throws Exception {
    InstalledPython.needs("isort");
    isClean(python.isort("src"));
    write("ugly.py", "import sys\nimport os\n");
    finds(python.isort("ugly.py"), "incorrectly sorted");
  }

  @Test
  void flake8_leaves_a_report_and_tells_findings_from_wrong_options() throws Exception {
    InstalledPython.needs("flake8");
    isClean(python.flake8("src").with("--max-line-length=88"));
    write("ugly.py", UGLY);
    finds(python.flake8("ugly.py"), "F401");
    assertThat(ran(python.flake8("ugly.py")).files().get("flake8.txt")).content().contains("F401");
    cannotTell(python.flake8("src").with("--max-line-length=long"), "invalid int value");
  }

  @Test
  void mypy_tells_wrong_types_from_code_it_cannot_read() throws Exception {
    InstalledPython.needs("mypy");
    isClean(python.mypy("src").with("--ignore-missing-imports"));
    write("ugly.py", UGLY);
    finds(python.mypy("ugly.py"), "Incompatible return value");
    assertThat(ran(python.mypy("ugly.py")).files()).containsKey("mypy.xml");
    write("broken.py", "def broken(:\n");
    cannotTell(python.mypy("broken.py"), "invalid syntax");
  }

  @Test
  void pytest_leaves_junit_and_coverage_and_tells_failures_from_no_tests() throws Exception {
    InstalledPython.needs("pytest");
    write(
        "tests/test_ok.py",
        "from lockflight_sample import ANSWER\n\ndef test_it():\n    assert ANSWER == 42\n");
    Python seeing = python.environment("PYTHONPATH", "src");
    ToolResult good = ran(seeing.pytestCovering("lockflight_sample", "tests"));
    assertThat(good.outcome()).as(good.toString()).isEqualTo(Outcome.CLEAN);
    assertThat(good.files()).containsOnlyKeys("junit.xml", "coverage.xml");
    write("tests/test_bad.py", "def test_bad():\n    assert False\n");
    finds(seeing.pytest("tests"), "1 failed");
    write("empty/readme.txt", "");
    cannotTell(seeing.pytest("empty"), "no tests ran");
    cannotTell(seeing.pytest("tests").with("--no-such-option"), "unrecognized arguments");
  }

  @Test
  void bandit_leaves_a_report() throws Exception {
    InstalledPython.needs("bandit");
    isClean(python.bandit("src"));
    write("ugly.py", "import subprocess\nsubprocess.call('ls', shell=True)\n");
    ToolResult found = ran(python.bandit("ugly.py"));
    assertThat(found.outcome()).isEqualTo(Outcome.FINDINGS);
    assertThat(found.files().get("bandit.json")).content().contains("issue_severity");
    cannotTell(python.bandit("src").with("--no-such-option"), "unrecognized arguments");
  }

  @Test
  void sqlfluff_leaves_a_report_and_tells_findings_from_an_unknown_dialect() throws Exception {
    InstalledPython.needs("sqlfluff");
    write("ugly.sql", "select a from b where c=1\n");
    ToolResult found = ran(python.sqlfluff("ansi", "ugly.sql"));
    assertThat(found.outcome()).as(found.toString()).isEqualTo(Outcome.FINDINGS);
    assertThat(found.files().get("sqlfluff.json"))
        .content()
        .startsWith("[{")
        .contains("violations");
    cannotTell(python.sqlfluff("klingon", "ugly.sql"), "Unknown dialect");
  }

  @Test
  void yamllint_finds_errors() throws Exception {
    InstalledPython.needs("yamllint");
    write("good.yml", "---\na: 1\n");
    isClean(python.yamllint("good.yml"));
    write("ugly.yml", "---\na:   1\n");
    finds(python.yamllint("ugly.yml"), "colons");
  }

  @Test
  void path_that_is_missing_is_an_error_before_anything_starts() {
    for (ToolRun tool :
        new ToolRun[] {python.bandit("nope"), python.isort("nope"), python.flake8("nope")}) {
      assertThatThrownBy(() -> ran(tool))
          .isInstanceOf(StepFailedException.class)
          .hasMessageContaining("there is nothing of that name in " + project);
    }
  }

  @Test
  void program_that_is_missing_is_no_finding() {
    Python elsewhere = python.using(directory.resolve("no-venv"));

    assertThatThrownBy(() -> ran(elsewhere.black("src")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("no such program");
  }

  @Test
  void findings_fail_the_step_unless_gates_judge() throws Exception {
    InstalledPython.needs("flake8");
    write("ugly.py", UGLY);

    assertThatThrownBy(() -> python.flake8("ugly.py").run(context()))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("flake8 found");
  }

  @Test
  void gate_tells_findings_from_errors() throws Exception {
    InstalledPython.needs("flake8");
    write("ugly.py", UGLY);

    assertThat(judged(python.flake8("src"))).isEqualTo(Status.PASSED);
    assertThat(judged(python.flake8("ugly.py"))).isEqualTo(Status.FAILED);
    assertThat(judged(python.flake8("src").with("--no-such"))).isEqualTo(Status.ERRORED);
  }

  private Status judged(ToolRun tool) throws Exception {
    return noFindings(RESULT).evaluate(context().with(RESULT, ran(tool))).status();
  }

  @Test
  void no_path_and_an_option_as_a_path_are_refused() {
    assertThatThrownBy(() -> python.black()).isInstanceOf(InvalidDefinitionException.class);
    assertThatThrownBy(() -> python.black("--diff"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("--diff");
  }
}
