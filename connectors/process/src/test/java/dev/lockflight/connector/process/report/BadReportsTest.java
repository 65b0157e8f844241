package dev.lockflight.connector.process.report;

import static dev.lockflight.Percent.percent;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Gate;
import dev.lockflight.Verdict;
import dev.lockflight.Verdict.Status;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BadReportsTest {
  /** A gate of each kind, which passes or fails on a good report. */
  enum Kind {
    JUNIT("<testsuite><testcase name=\"a\"/></testsuite>") {
      @Override
      Gate gate(Path file) {
        return Reports.junit(file).noFailures();
      }
    },
    COBERTURA("<coverage line-rate=\"1\" lines-valid=\"1\" lines-covered=\"1\"></coverage>") {
      @Override
      Gate gate(Path file) {
        return Reports.coverage(file).atLeast(percent(1));
      }
    },
    JACOCO("jacoco.xml") {
      @Override
      Gate gate(Path file) {
        return Reports.coverage(file).atLeast(percent(1));
      }
    },
    COVERAGE_JSON("{\"meta\":{},\"totals\":{\"covered_lines\":1,\"num_statements\":1}}") {
      @Override
      Gate gate(Path file) {
        return Reports.coverage(file).atLeast(percent(1));
      }
    },
    SARIF("log.sarif") {
      @Override
      Gate gate(Path file) {
        return Reports.sarif(file).atMost(Severity.INFO, 99);
      }
    },
    BANDIT("{\"errors\":[],\"metrics\":{},\"results\":[]}") {
      @Override
      Gate gate(Path file) {
        return Reports.bandit(file).noFindings();
      }
    },
    SAFETY_1("safety-check-1.json") {
      @Override
      Gate gate(Path file) {
        return Reports.safety(file).atMost(Severity.INFO, 99);
      }
    },
    SAFETY_2("safety-check-2.json") {
      @Override
      Gate gate(Path file) {
        return Reports.safety(file).atMost(Severity.INFO, 99);
      }
    },
    SAFETY_3("safety-scan-3.json") {
      @Override
      Gate gate(Path file) {
        return Reports.safety(file).atMost(Severity.INFO, 99);
      }
    },
    SEMGREP("semgrep.json") {
      @Override
      Gate gate(Path file) {
        return Reports.semgrep(file).atMost(Severity.INFO, 99);
      }
    },
    TRIVY("trivy.json") {
      @Override
      Gate gate(Path file) {
        return Reports.trivy(file).atMost(Severity.INFO, 99);
      }
    },
    SQLFLUFF("[{\"filepath\":\"a.sql\",\"violations\":[]}]") {
      @Override
      Gate gate(Path file) {
        return Reports.sqlfluff(file).noFindings();
      }
    },
    JMH("jmh.json") {
      @Override
      Gate gate(Path file) {
        return Reports.benchmark(file).slowerByAtMost(percent(1)).than(file);
      }
    },
    PYTEST_BENCHMARK("{\"benchmarks\":[{\"fullname\":\"a\",\"stats\":{\"median\":1.5}}]}") {
      @Override
      Gate gate(Path file) {
        return Reports.benchmark(file).slowerByAtMost(percent(1)).than(file);
      }
    };

    private final String good;

    Kind(String good) {
      this.good = good;
    }

    abstract Gate gate(Path file);

    String good() throws Exception {
      return good.matches("[\\w.-]+") ? Samples.text(good).strip() : good;
    }
  }

  @TempDir Path directory;
  private Project project;

  @BeforeEach
  void open() {
    project = new Project(directory);
  }

  private void isErrored(Kind kind, Path file, String... words) throws Exception {
    Verdict verdict = project.ask(kind.gate(file));
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).contains(words).contains("expected is ");
    assertThat(verdict.evidence()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void a_good_report_is_read(Kind kind) throws Exception {
    Verdict verdict = project.ask(kind.gate(project.file("good", kind.good())));
    assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.PASSED);
  }

  @ParameterizedTest
  @EnumSource
  void a_missing_report_is_errored(Kind kind) throws Exception {
    isErrored(kind, directory.resolve("gone"), "gone does not exist", "Write it before this gate");
    isErrored(kind, directory, "does not exist");
  }

  @ParameterizedTest
  @EnumSource
  void an_empty_report_is_errored(Kind kind) throws Exception {
    isErrored(kind, Files.createFile(directory.resolve("empty")), "has 0 bytes");
  }

  @ParameterizedTest
  @EnumSource
  void a_report_cut_anywhere_is_errored(Kind kind) throws Exception {
    String good = kind.good();
    for (int length = 1; length < good.length(); length += Math.max(1, good.length() / 97)) {
      Path cut = Files.writeString(directory.resolve("cut"), good.substring(0, length));
      isErrored(kind, cut, "cut is ");
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_foreign_report_is_errored(Kind kind) throws Exception {
    for (String foreign :
        List.of(
            "{}",
            "[1]",
            "{\"results\": 5}",
            "\"text\"",
            "17",
            "<html><body/></html>",
            "<report/><report/>",
            "PAR1",
            "\u0000\u0001",
            "<coverage generated=\"1\" clover=\"4.4\"/>")) {
      isErrored(kind, project.file("foreign", foreign), "foreign ");
    }
    for (Kind other : Kind.values()) {
      boolean same = other.gate(directory).getClass() == kind.gate(directory).getClass();
      boolean sameTool =
          other.name().replaceAll("_.*", "").equals(kind.name().replaceAll("_.*", ""));
      if (!same || (kind.gate(directory) instanceof FindingsGate && !sameTool)) {
        isErrored(kind, project.file("foreign", other.good()), "foreign ");
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void a_report_that_goes_on_behind_its_end_is_errored(Kind kind) throws Exception {
    isErrored(kind, project.file("two", kind.good(), kind.good()), "two is ");
  }

  @Test
  void json_that_is_nested_without_end_is_errored() throws Exception {
    String deep = "{\"results\":".repeat(5) + "[".repeat(100_000);
    isErrored(Kind.BANDIT, project.file("deep", deep), "beyond all measure");
  }

  @Test
  void an_old_report_is_errored() throws Exception {
    Path file = project.file("junit.xml", Kind.JUNIT.good());
    TestsReport report = Reports.junit(file).noOlderThan(Duration.ofMinutes(10));
    assertThat(project.ask(report.noFailures()).status()).isEqualTo(Status.PASSED);

    var unused = project.context().clock(() -> java.time.Instant.now().plusSeconds(700));
    Verdict verdict = project.ask(report.noFailures());
    assertThat(verdict.status()).isEqualTo(Status.ERRORED);
    assertThat(verdict.summary()).contains("junit.xml was written at", "Write it again: pytest");
  }

  @Test
  void xml_reads_no_file_and_no_address() throws Exception {
    Path canary = project.file("canary.txt", "CANARY");
    String[] heads = {
      "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \"" + canary.toUri() + "\">]>",
      "<!DOCTYPE testsuite [<!ENTITY x \"CANARY\">]>",
      "<!DOCTYPE testsuite SYSTEM \"" + canary.toUri() + "\">"
    };
    String failing =
        "<testsuite><testcase name=\"t\"><failure message=\"&x;\">&x;</failure></testcase></testsuite>";
    for (String head : heads) {
      Verdict verdict = project.ask(Kind.JUNIT.gate(project.file("xxe.xml", head + failing)));
      assertThat(verdict.status()).as(verdict.summary()).isEqualTo(Status.ERRORED);
      assertThat(verdict.toString() + verdict.evidence()).doesNotContain("CANARY");
    }
    String text =
        "<!DOCTYPE testsuite [<!ENTITY x SYSTEM \""
            + canary.toUri()
            + "\">]><testsuite><testcase name=\"t\"/><system-out>&x;</system-out></testsuite>";
    assertThat(project.ask(Kind.JUNIT.gate(project.file("text.xml", text))).status())
        .isEqualTo(Status.ERRORED);
  }

  @Test
  void entities_that_multiply_are_not_expanded() throws Exception {
    StringBuilder laughs = new StringBuilder("<!DOCTYPE testsuite [<!ENTITY l0 \"lol\">");
    for (int i = 1; i < 30; i++) {
      laughs.append("<!ENTITY l" + i + " \"" + ("&l" + (i - 1) + ";").repeat(10) + "\">");
    }
    String bomb =
        laughs + "]><testsuite name=\"&l29;\"><testcase name=\"&l29;\"/>&l29;</testsuite>";

    assertThat(project.ask(Kind.JUNIT.gate(project.file("bomb.xml", bomb))).status())
        .isEqualTo(Status.ERRORED);
  }

  @Test
  void a_document_type_that_is_only_named_is_stepped_over() throws Exception {
    Path file =
        project.file(
            "coverage.xml",
            "<?xml version=\"1.0\" ?>",
            "<!DOCTYPE coverage SYSTEM 'http://127.0.0.1:9/coverage-04.dtd'>",
            Kind.COBERTURA.good());

    assertThat(project.ask(Kind.COBERTURA.gate(file)).status()).isEqualTo(Status.PASSED);
  }
}
