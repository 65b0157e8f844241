package dev.lockflight.connector.process.report;

import static dev.lockflight.Percent.percent;
import static dev.lockflight.connector.process.report.Reports.coverage;
import static dev.lockflight.connector.process.report.Reports.junit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestsAndCoverageTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  @CanIgnoreReturnValue
  private Verdict is(Status status, Gate gate) throws Exception {
    Verdict verdict = project.ask(gate);
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(status);
    return verdict;
  }

  @Test
  void no_test_is_no_success_unless_that_is_allowed() throws Exception {
    Path none = project.file("none.xml", "<testsuites><testsuite tests=\"0\"/></testsuites>");
    Path skipped =
        project.file(
            "skip.xml", "<testsuite><testcase name=\"a\"><skipped/></testcase></testsuite>");

    is(Status.ERRORED, junit(none).noFailures());
    is(Status.ERRORED, junit(skipped).noFailures());
    is(Status.PASSED, junit(skipped).noFailures().allowingNone());
  }

  @Test
  void failures_and_executed_tests_have_inclusive_limits() throws Exception {
    Path file =
        project.file(
            "junit.xml",
            "<testsuites><testsuite name=\"s\"><testsuite name=\"inner\">",
            "<testcase classname=\"A\" name=\"a\"><failure message=\"one\"/></testcase>",
            "<testcase classname=\"A\" name=\"b\"><error type=\"E\"/><skipped/></testcase>",
            "<testcase name=\"c\" status=\"notrun\"/>",
            "<testcase name=\"d\"><flakyFailure message=\"x\"/></testcase>",
            "</testsuite></testsuite></testsuites>");

    Verdict verdict = is(Status.FAILED, junit(file).atMostFailures(1));
    assertThat(verdict.summary())
        .contains("3 executed, 2 failed, 1 skipped, 1 failures passed when repeated");
    assertThat(verdict.evidence())
        .anyMatch(e -> e.name().equals("A.a") && e.observed().equals("failure: one"))
        .anyMatch(e -> e.name().equals("A.b") && e.observed().equals("error: E"));
    is(Status.WARNED, junit(file).atMostFailures(2));
    is(Status.WARNED, junit(file).atMostFailures(2).executingAtLeast(3));
    is(Status.ERRORED, junit(file).atMostFailures(2).executingAtLeast(4));
  }

  @Test
  void a_suite_is_believed_when_it_tells_of_more_failures_than_it_shows() throws Exception {
    Path file =
        project.file(
            "junit.xml",
            "<testsuites failures=\"1\" errors=\"1\"><testsuite name=\"s\" failures=\"1\" errors=\"1\">",
            "<testcase name=\"a\"><failure/></testcase></testsuite></testsuites>");

    Verdict verdict = is(Status.FAILED, junit(file).atMostFailures(1));

    assertThat(verdict.summary()).contains("2 failed");
    assertThat(verdict.evidence()).anyMatch(e -> e.name().equals("suite s"));
  }

  @Test
  void a_pattern_sums_all_files_it_finds() throws Exception {
    for (String name : new String[] {"TEST-A.xml", "TEST-B.xml", "deep/TEST-C.xml", "other.xml"}) {
      Path file = project.file("target/" + name, "<testsuite><testcase name=\"a\"/></testsuite>");
      assertThat(file).exists();
    }

    Verdict flat = is(Status.PASSED, junit(directory + "/target/TEST-*.xml").noFailures());
    Verdict deep = is(Status.PASSED, junit(directory + "/target/**/TEST-*.xml").noFailures());
    Verdict none = is(Status.ERRORED, junit(directory + "/target/FAIL-*.xml").noFailures());

    assertThat(flat.summary()).contains("2 executed");
    assertThat(flat.evidence().get(0).source()).startsWith("2 files, together sha256:");
    assertThat(deep.summary()).contains("3 executed");
    assertThat(none.summary()).contains("FAIL-*.xml does not exist");
  }

  private Path cobertura(int covered, int valid) throws Exception {
    return project.file(
        "c" + covered + ".xml",
        "<coverage line-rate=\"0.8\" branch-rate=\"0\" lines-covered=\""
            + covered
            + "\" lines-valid=\""
            + valid
            + "\" branches-covered=\"0\" branches-valid=\"0\"/>");
  }

  @Test
  void coverage_of_exactly_the_limit_passes() throws Exception {
    is(Status.PASSED, coverage(cobertura(80_000, 100_000)).atLeast(percent(80)));
    Verdict verdict = is(Status.FAILED, coverage(cobertura(79_999, 100_000)).atLeast(percent(80)));

    assertThat(verdict.summary()).contains("79.99 % of lines (79999 of 100000)");
    is(Status.PASSED, coverage(cobertura(2, 3)).atLeast(percent(66.66)));
    is(Status.FAILED, coverage(cobertura(2, 3)).atLeast(percent(66.67)));
  }

  @Test
  void nothing_measured_is_not_covered_and_not_uncovered() throws Exception {
    is(Status.ERRORED, coverage(cobertura(0, 0)).atLeast(percent(0)));
    Verdict verdict =
        is(Status.ERRORED, coverage(cobertura(1, 1)).ofBranches().atLeast(percent(0)));

    assertThat(verdict.summary()).contains("no measured branches", "coverage.py needs --branch");
  }

  @Test
  void jacoco_and_an_old_cobertura_are_read() throws Exception {
    Path jacoco = Samples.copy("jacoco.xml", directory);
    Path old = project.file("old.xml", "<coverage line-rate=\"0.75\" branch-rate=\"0.5\"/>");

    assertThat(is(Status.PASSED, coverage(jacoco).atLeast(percent(80))).summary())
        .contains("80.00 % of lines (4 of 5)");
    is(Status.FAILED, coverage(jacoco).ofBranches().atLeast(percent(50.01)));
    is(Status.PASSED, coverage(old).atLeast(percent(75)));
    is(Status.FAILED, coverage(old).atLeast(percent(75.01)));
  }

  @Test
  void several_coverage_files_are_summed() throws Exception {
    Path first = cobertura(1, 10);
    Path second = cobertura(9, 10);
    assertThat(first).isNotEqualTo(second);

    assertThat(is(Status.PASSED, coverage(directory + "/c*.xml").atLeast(percent(50))).summary())
        .contains("50.00 % of lines (10 of 20)");
  }

  @Test
  void limits_that_mean_nothing_are_refused() {
    assertThatThrownBy(() -> junit("a.xml").atMostFailures(-1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("most failures must not be negative: -1");
    assertThatThrownBy(() -> junit("../a.xml"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("below its directory: '../a.xml'");
    assertThatThrownBy(() -> junit("/a.xml").writtenBy(Project.STEP))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("name it relative");
  }

  @Test
  void a_gate_says_what_it_demands() {
    assertThat(
            coverage("reports/c.xml").writtenBy(Project.STEP).atLeast(percent(80)).name().value())
        .isEqualTo("coverage of lines in reports c.xml of step at least 80 percent");
    assertThat(junit("TEST-*.xml").noFailures().describe())
        .isEqualTo("tests in TEST-*.xml: no failures");
    assertThat(junit("TEST-*.xml").noFailures().name())
        .isNotEqualTo(junit("TEST-?.xml").noFailures().name());
  }
}
