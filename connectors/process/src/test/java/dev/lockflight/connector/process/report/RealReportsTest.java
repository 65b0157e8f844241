package dev.lockflight.connector.process.report;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.process.report.Project.STEP;
import static dev.lockflight.connector.process.report.Reports.bandit;
import static dev.lockflight.connector.process.report.Reports.benchmark;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static dev.lockflight.connector.process.report.Reports.sqlfluff;
import static dev.lockflight.connector.process.report.Severity.HIGH;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import dev.lockflight.connector.process.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reports that the real programs write. */
class RealReportsTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void write() throws Exception {
    project = new Project(directory);
    var unused =
        project.file(
            "brewery.py",
            "def half(n):",
            "    if n % 2:",
            "        return None",
            "    return n // 2",
            "",
            "",
            "def unused():",
            "    return 1");
    unused =
        project.file(
            "test_brewery.py",
            "import pytest",
            "from brewery import half",
            "",
            "",
            "def test_half():",
            "    assert half(4) == 2",
            "",
            "",
            "@pytest.mark.skip(reason='not today')",
            "def test_later():",
            "    assert half(3) == 1");
  }

  private static Command pytest(String... arguments) {
    return InstalledPrograms.python("pytest", arguments);
  }

  @Test
  void pytest_passes() throws Exception {
    var unused = project.run(pytest("--junitxml=reports/junit.xml").writing("reports/junit.xml"));

    Verdict verdict = project.ask(junit("reports/junit.xml").writtenBy(STEP).noFailures());

    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.PASSED);
    assertThat(verdict.summary()).contains("1 executed, 0 failed, 1 skipped");
    assertThat(verdict.evidence().get(0).source()).contains("junit.xml sha256:");
  }

  @Test
  void pytest_fails() throws Exception {
    var file =
        project.file(
            "test_more.py",
            "import brewery",
            "",
            "",
            "def test_quarter():",
            "    assert brewery.half(2) == 3, 'too much'",
            "",
            "",
            "def test_broken(missing):",
            "    pass");
    assertThat(file).exists();
    Command command = pytest("--junitxml=junit.xml").writing("junit.xml").successCodes(0, 1);
    assertThat(project.run(command).exitCode()).isEqualTo(1);

    Verdict verdict = project.ask(junit("junit.xml").writtenBy(STEP).noFailures());

    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.summary()).contains("3 executed, 2 failed, 1 skipped");
    assertThat(verdict.evidence())
        .anyMatch(
            e -> e.name().equals("test_more.test_quarter") && e.observed().contains("too much"))
        .anyMatch(e -> e.name().equals("test_more.test_broken"));
  }

  @Test
  void coverage_of_lines_and_branches_in_xml_and_json() throws Exception {
    Command command =
        pytest("--cov=brewery", "--cov-branch", "--cov-report=xml").writing("coverage.xml");
    assertThat(project.run(command).files()).containsOnlyKeys("coverage.xml");
    coverageIsRight("coverage.xml");
    var unused = project.run(InstalledPrograms.python("coverage", "json").writing("coverage.json"));
    coverageIsRight("coverage.json");
  }

  private void coverageIsRight(String file) throws Exception {
    CoverageReport report = coverage(file).writtenBy(STEP);

    Verdict verdict = project.ask(report.atLeast(percent(66)));
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.PASSED);
    assertThat(verdict.summary()).contains("66.66 % of lines (4 of 6)");
    assertThat(project.ask(report.atLeast(percent(66.67))).status()).isEqualTo(Status.FAILED);
    assertThat(project.ask(report.ofBranches().atLeast(percent(50))).summary())
        .contains("50.00 % of branches (1 of 2)");
  }

  @Test
  void bandit_finds_what_is_new() throws Exception {
    Path source =
        project.file("deploy.py", "import subprocess", "", "subprocess.call('ls', shell=True)");
    Command command =
        InstalledPrograms.program(
                "bandit", "-r", ".", "-x", "./test_brewery.py", "-f", "json", "-o", "bandit.json")
            .writing("bandit.json")
            .successCodes(0, 1);
    var unused = project.run(command);
    FindingsReport report = bandit("bandit.json").writtenBy(STEP);

    Verdict verdict = project.ask(report.noFindings());
    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence()).anyMatch(e -> e.name().startsWith("B602 in ./deploy.py:3"));

    Path baseline = Files.copy(project.path("bandit.json"), project.path("baseline.json"));
    Files.writeString(source, "# moved\n\n" + Files.readString(source) + "eval('1')\n");
    unused = project.run(command);
    Verdict fresh = project.ask(report.newFindingsOnly(baseline).noFindings());
    assertThat(fresh.status()).isEqualTo(Status.FAILED);
    assertThat(fresh.summary()).contains("1 are INFO or worse");
    assertThat(fresh.evidence()).anyMatch(e -> e.name().startsWith("B307 in ./deploy.py:6"));
    assertThat(fresh.evidence().get(0).observed()).contains("in the baseline");
  }

  @Test
  void sqlfluff_finds_what_it_does_not_like() throws Exception {
    Path sql = project.file("gold.sql", "select a,b from t where a=1 and");
    Command command =
        InstalledPrograms.program(
                "sqlfluff",
                "lint",
                "--dialect",
                "ansi",
                "-f",
                "json",
                "--write-output",
                "sql.json",
                "gold.sql")
            .writing("sql.json")
            .successCodes(0, 1);
    var unused = project.run(command);
    FindingsReport report = sqlfluff("sql.json").writtenBy(STEP);

    Verdict verdict = project.ask(report.atMost(HIGH, 0));
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence()).anyMatch(e -> e.name().equals("PRS in gold.sql:1"));

    unused = project.run(command);
    Files.writeString(sql, "SELECT a FROM t\n");
    unused = project.run(command);
    assertThat(project.ask(report.noFindings()).status()).isEqualTo(Status.PASSED);
  }

  @Test
  void pytest_benchmark_is_compared_with_an_earlier_run() throws Exception {
    Path file =
        project.file(
            "test_speed.py", "def test_sum(benchmark):", "    benchmark(sum, range(1000))");
    Command command =
        pytest("--benchmark-json=bench.json", file.getFileName().toString()).writing("bench.json");
    var unused = project.run(command);
    Path before = Files.copy(project.path("bench.json"), project.path("before.json"));
    BenchmarkReport report = benchmark("bench.json").writtenBy(STEP);

    Verdict same = project.ask(report.slowerByAtMost(percent(0)).than(before));
    assertThat(same.status()).as(same.summary()).isEqualTo(Status.PASSED);

    Files.writeString(file, Files.readString(file).replace("1000", "1000000"));
    unused = project.run(command);
    Verdict slower = project.ask(report.slowerByAtMost(percent(900)).than(before));
    assertThat(slower.status()).as(slower.summary()).isEqualTo(Status.FAILED);
    assertThat(slower.evidence())
        .anyMatch(
            e -> e.name().equals("test_speed.py::test_sum") && e.expected().endsWith("900 %"));
  }

  @Test
  void a_report_that_the_step_did_not_write_is_stale() throws Exception {
    var unused = project.run(pytest("--junitxml=junit.xml").writing("junit.xml"));
    TestsGate gate = junit("junit.xml").writtenBy(STEP).noFailures();
    assertThat(project.ask(gate).status()).isEqualTo(Status.PASSED);

    unused = project.run(pytest("--collect-only", "-q").writing("junit.xml"));

    Verdict verdict = project.ask(gate);
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary())
        .contains("junit.xml was not written by step, but at ", "Delete ", "pytest --junitxml");
  }

  @Test
  void a_report_that_was_changed_behind_its_step_is_not_believed() throws Exception {
    var unused = project.run(pytest("--junitxml=junit.xml").writing("junit.xml", "none.xml"));
    assertThat(project.file("junit.xml", "<testsuite><testcase name='a'/></testsuite>")).exists();

    Verdict changed = project.ask(junit("junit.xml").writtenBy(STEP).noFailures());
    assertThat(changed.status()).isEqualTo(Status.ERRORED);
    assertThat(changed.summary()).contains("has changed since its step ended");
    Verdict missing = project.ask(junit("none.xml").writtenBy(STEP).noFailures());
    assertThat(missing.summary()).contains("none.xml does not exist at ", "when step had ended");
    Verdict undeclared = project.ask(junit("other.xml").writtenBy(STEP).noFailures());
    assertThat(undeclared.status()).isEqualTo(Status.ERRORED);
    assertThat(undeclared.summary()).contains("among the files of step", "Command.writing");
    Files.delete(project.path("junit.xml"));
    Verdict gone = project.ask(junit("junit.xml").writtenBy(STEP).noFailures());
    assertThat(gone.summary()).contains("though its step left it there");
  }
}
