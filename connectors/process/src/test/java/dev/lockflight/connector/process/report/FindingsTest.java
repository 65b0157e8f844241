package dev.lockflight.connector.process.report;

import static dev.lockflight.connector.process.report.Severity.CRITICAL;
import static dev.lockflight.connector.process.report.Severity.HIGH;
import static dev.lockflight.connector.process.report.Severity.LOW;
import static dev.lockflight.connector.process.report.Severity.MEDIUM;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Evidence;
import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingsTest {
  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private FindingsReport report(String sample) throws Exception {
    Path file = Samples.copy(sample, directory);
    if (sample.endsWith(".sarif")) {
      return Reports.sarif(file);
    }
    if (sample.startsWith("safety")) {
      return Reports.safety(file);
    }
    return sample.startsWith("trivy") ? Reports.trivy(file) : Reports.semgrep(file);
  }

  private void is(Status status, Gate gate) throws Exception {
    Verdict verdict = project.ask(gate);
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(status);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "trivy.json; 1 UNKNOWN, 2 CRITICAL, 1 HIGH, 1 MEDIUM, 1 LOW",
        "safety-check-1.json; 2 UNKNOWN",
        "safety-check-2.json; 1 UNKNOWN, 1 HIGH, 1 suppressed",
        "safety-scan-3.json; 1 CRITICAL, 1 MEDIUM, 1 suppressed",
        "semgrep.json; 1 HIGH, 1 LOW, 1 suppressed",
        "semgrep-1.185.json; 1 HIGH, 1 LOW",
        "semgrep-1.185.sarif; 1 HIGH, 1 LOW, 1 suppressed",
        "log.sarif; 1 UNKNOWN, 1 CRITICAL, 2 HIGH, 1 MEDIUM, 1 INFO, 2 suppressed"
      })
  void severities_are_those_of_the_tool(String sample, String figures) throws Exception {
    Verdict verdict = project.ask(report(sample).noFindings());

    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence().get(0).observed()).isEqualTo(figures);
    assertThat(verdict.evidence().get(0).source()).contains(sample + " sha256:");
  }

  @Test
  void evidence_names_rule_place_and_what_was_found() throws Exception {
    assertThat(project.ask(report("trivy.json").noFindings()).evidence())
        .extracting(Evidence::name, Evidence::observed)
        .contains(
            tuple(
                "CVE-2024-12797 in brewery:1.0 (alpine 3.20.5) libssl3 3.3.2-r1",
                "HIGH: openssl: RFC7250 handshakes, fixed in 3.3.3-r0"),
            tuple("aws-access-key-id in /app/deploy.sh:10", "CRITICAL: AWS Access Key ID"),
            tuple("DS002 in Dockerfile", "CRITICAL: Image user should not be 'root'"));
    assertThat(project.ask(report("safety-scan-3.json").noFindings()).evidence())
        .extracting(Evidence::name)
        .contains("51340 in django==1.8.0");
    assertThat(project.ask(report("safety-check-2.json").noFindings()).evidence())
        .extracting(Evidence::name)
        .contains("51340 in django 2.2");
    assertThat(project.ask(report("log.sarif").noFindings()).evidence())
        .extracting(Evidence::name, Evidence::observed)
        .contains(tuple("B101 in a.py:7", "HIGH: by the rule's level"));
  }

  private static org.assertj.core.groups.Tuple tuple(String name, String observed) {
    return org.assertj.core.api.Assertions.tuple(name, observed);
  }

  @Test
  void limits_are_inclusive_and_count_what_is_worse_too() throws Exception {
    FindingsReport trivy = report("trivy.json").unknownAs(LOW);

    is(Status.PASSED, trivy.atMost(CRITICAL, 2));
    is(Status.FAILED, trivy.atMost(CRITICAL, 1));
    is(Status.PASSED, trivy.atMost(HIGH, 3));
    is(Status.FAILED, trivy.atMost(HIGH, 2));
    is(Status.PASSED, trivy.atMost(CRITICAL, 2).atMost(HIGH, 3).atMost(MEDIUM, 4));
    is(Status.FAILED, trivy.atMost(CRITICAL, 2).atMost(HIGH, 3).atMost(MEDIUM, 3));
  }

  @Test
  void an_unknown_severity_passes_no_limit_unless_it_is_named() throws Exception {
    FindingsReport safety = report("safety-check-1.json");

    is(Status.FAILED, safety.atMost(CRITICAL, 0));
    is(Status.PASSED, safety.unknownAs(MEDIUM).atMost(HIGH, 0));
    is(Status.FAILED, safety.unknownAs(MEDIUM).atMost(MEDIUM, 1));
  }

  @Test
  void only_new_findings_count_against_a_baseline() throws Exception {
    FindingsReport now = report("log.sarif");
    Path baseline = project.file("baseline.sarif", Samples.text("log.sarif"));
    is(Status.PASSED, now.newFindingsOnly(baseline).noFindings());

    Path older =
        project.file(
            "older.sarif",
            Samples.text("log.sarif").replace("warning by default", "something else"));
    Verdict verdict = project.ask(now.newFindingsOnly(older).noFindings());

    assertThat(verdict.status()).isEqualTo(Status.FAILED);
    assertThat(verdict.evidence().get(0).observed())
        .isEqualTo("1 MEDIUM, 5 in the baseline, 2 suppressed");
  }

  @Test
  void a_fingerprint_that_says_nothing_makes_no_two_findings_the_same() throws Exception {
    FindingsReport now = report("semgrep-1.185.sarif");
    String text = Samples.text("semgrep-1.185.sarif");
    Path older = project.file("older.sarif", text.replace("\"print\"", "\"other\""));

    Verdict verdict = project.ask(now.newFindingsOnly(older).noFindings());

    assertThat(verdict.evidence().get(0).observed()).startsWith("1 LOW, 1 in the baseline");
  }

  @Test
  void a_baseline_excuses_as_many_as_it_has() throws Exception {
    String one =
        "{\"filepath\":\"a.sql\",\"violations\":[{\"code\":\"L001\",\"description\":\"blank\",\"line_no\":%d}]}";
    Path baseline = project.file("baseline.json", "[" + one.formatted(1) + "]");
    Path now = project.file("now.json", "[" + one.formatted(5) + "," + one.formatted(9) + "]");

    is(Status.FAILED, Reports.sqlfluff(now).newFindingsOnly(baseline).noFindings());
    is(Status.PASSED, Reports.sqlfluff(now).newFindingsOnly(baseline).atMost(LOW, 1));
    is(Status.PASSED, Reports.sqlfluff(baseline).newFindingsOnly(now).noFindings());
  }

  @Test
  void without_its_baseline_a_gate_cannot_tell() throws Exception {
    Gate gate = report("semgrep.json").newFindingsOnly(directory.resolve("gone.json")).noFindings();

    is(Status.ERRORED, gate);
    assertThat(project.ask(gate).summary()).contains("gone.json does not exist", "semgrep's JSON");
  }

  @Test
  void what_the_tool_could_not_scan_is_not_clean() throws Exception {
    Path bandit =
        project.file(
            "bandit.json",
            "{\"errors\":[{\"filename\":\"a.py\",\"reason\":\"syntax error\"}],",
            "\"generated_at\":\"2026-03-01T12:00:00Z\",\"metrics\":{},\"results\":[]}");

    Verdict verdict = project.ask(Reports.bandit(bandit).noFindings());

    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.evidence())
        .anyMatch(e -> e.name().equals("not scanned: a.py") && e.observed().equals("syntax error"));
    is(Status.PASSED, Reports.bandit(bandit).noFindings().allowingUnscanned());
  }

  @Test
  void a_sarif_run_that_found_no_list_of_results_is_not_clean() throws Exception {
    String run = "{\"version\":\"2.1.0\",\"runs\":[{\"tool\":{\"driver\":{\"name\":\"x\"}}%s}]}";
    is(Status.ERRORED, Reports.sarif(project.file("a", run.formatted(""))).noFindings());
    is(
        Status.ERRORED,
        Reports.sarif(project.file("b", run.formatted(",\"results\":null"))).noFindings());
    is(
        Status.PASSED,
        Reports.sarif(project.file("c", run.formatted(",\"results\":[]"))).noFindings());
    String failed = ",\"results\":[],\"invocations\":[{\"executionSuccessful\":false}]";
    is(Status.ERRORED, Reports.sarif(project.file("d", run.formatted(failed))).noFindings());
    Path none = project.file("e", "{\"version\":\"2.1.0\",\"runs\":[]}");
    is(Status.ERRORED, Reports.sarif(none).noFindings());
  }

  @Test
  void a_score_decides_by_the_bounds_of_cvss() {
    assertThat(
            List.of("9.0", "8.9", "7.0", "6.9", "4.0", "3.9", "0.1", "0.0", "10.1").stream()
                .map(score -> Cvss.severity(new java.math.BigDecimal(score)).name()))
        .containsExactly(
            "CRITICAL", "HIGH", "HIGH", "MEDIUM", "MEDIUM", "LOW", "LOW", "INFO", "UNKNOWN");
  }

  @Test
  void evidence_is_bounded_and_counts_are_exact() throws Exception {
    StringBuilder rows = new StringBuilder("[");
    for (int i = 0; i < 1000; i++) {
      String advisory = "a".repeat(1000);
      rows.append(i == 0 ? "" : ",\n")
          .append("[\"p" + i + "\",\"<2\",\"1\",\"" + advisory + "\",\"" + i + "\",null,null]");
    }
    Path file = Files.writeString(directory.resolve("many.json"), rows + "]");

    Verdict verdict = project.ask(Reports.safety(file).atMost(HIGH, 999));

    assertThat(verdict.summary()).contains("1000 are HIGH or worse, at most 999 may");
    assertThat(verdict.evidence()).hasSize(22);
    assertThat(verdict.evidence().get(21).observed()).isEqualTo("980");
    assertThat(verdict.evidence()).allMatch(e -> e.observed().length() <= 200);
    is(Status.PASSED, Reports.safety(file).atMost(HIGH, 1000));
  }

  @Test
  void limits_that_mean_nothing_are_refused() throws Exception {
    FindingsReport trivy = report("trivy.json");
    assertThatThrownBy(() -> trivy.atMost(HIGH, -1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessage("most findings must not be negative: -1");
    assertThatThrownBy(() -> trivy.atMost(HIGH, 1).atMost(HIGH, 2))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContainingAll("HIGH is limited twice", "to 1 and to 2");
  }
}
