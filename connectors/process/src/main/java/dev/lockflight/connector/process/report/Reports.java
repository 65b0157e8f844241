package dev.lockflight.connector.process.report;

import dev.lockflight.Call;
import java.nio.file.Path;
import java.util.List;

/**
 * Reports as gates; import its methods statically.
 *
 * <pre>{@code
 * stage("test")
 *     .run(pytest.writing("reports/junit.xml", "coverage.xml").into(TESTS))
 *     .verify(
 *         junit("reports/junit.xml").writtenBy(TESTS).noFailures(),
 *         coverage("coverage.xml").writtenBy(TESTS).atLeast(percent(80)))
 * }</pre>
 *
 * <p>A file is named relative to the working directory of the step that writes it. Without {@code
 * writtenBy} it is relative to the directory of the engine's process, or absolute, and any file
 * that is there is believed. A pattern such as {@code TEST-*.xml} means all files it finds, at
 * least one. A report that is missing, empty, cut, of another kind or not of this run is ERRORED.
 */
public final class Reports {
  private Reports() {}

  /** JUnit XML of any tool; a pattern sums several files. */
  public static TestsReport junit(String file) {
    return new TestsReport(ReportFile.of(ReportKind.JUNIT, file));
  }

  public static TestsReport junit(Path file) {
    return new TestsReport(ReportFile.of(ReportKind.JUNIT, file));
  }

  /**
   * Coverage in Cobertura's XML, which coverage.py writes too, in JaCoCo's XML or in coverage.py's
   * JSON, told apart by their content.
   */
  public static CoverageReport coverage(String file) {
    return new CoverageReport(
        ReportFile.of(ReportKind.COVERAGE, file), CoverageReport.Measure.LINES);
  }

  public static CoverageReport coverage(Path file) {
    return new CoverageReport(
        ReportFile.of(ReportKind.COVERAGE, file), CoverageReport.Measure.LINES);
  }

  /** bandit's JSON. Its LOW, MEDIUM and HIGH are those; UNDEFINED is {@link Severity#UNKNOWN}. */
  public static FindingsReport bandit(String file) {
    return FindingsReport.of(new BanditFormat(), file);
  }

  public static FindingsReport bandit(Path file) {
    return FindingsReport.of(new BanditFormat(), file);
  }

  /**
   * A SARIF 2.1.0 log. A rule's {@code security-severity} decides, by the bounds GitHub documents
   * for code scanning: from 9.0 CRITICAL, 7.0 HIGH, 4.0 MEDIUM, above zero LOW. Without it the
   * level does: error is HIGH, warning MEDIUM, note LOW, none INFO. Suppressed results do not
   * count, nor do those whose kind is pass, notApplicable or informational.
   */
  public static FindingsReport sarif(String file) {
    return FindingsReport.of(new SarifFormat(), file);
  }

  public static FindingsReport sarif(Path file) {
    return FindingsReport.of(new SarifFormat(), file);
  }

  /**
   * safety's JSON: that of {@code safety check} 1 to 3, and of {@code safety scan} 3. The base
   * score of CVSS 3, else CVSS 2, decides as CVSS 3.1 rates it; without a score, as {@code check}
   * mostly gives, a vulnerability is {@link Severity#UNKNOWN}. Ignored ones are suppressed.
   */
  public static FindingsReport safety(String file) {
    return FindingsReport.of(new SafetyFormat(), file);
  }

  public static FindingsReport safety(Path file) {
    return FindingsReport.of(new SafetyFormat(), file);
  }

  /**
   * semgrep's JSON. As its rule syntax documents: ERROR is HIGH, WARNING is MEDIUM, INFO is LOW;
   * CRITICAL, HIGH, MEDIUM and LOW are those; INVENTORY and EXPERIMENT are INFO.
   */
  public static FindingsReport semgrep(String file) {
    return FindingsReport.of(new SemgrepFormat(), file);
  }

  public static FindingsReport semgrep(Path file) {
    return FindingsReport.of(new SemgrepFormat(), file);
  }

  /** trivy's JSON, schema version 2. Its severities are those of {@link Severity}. */
  public static FindingsReport trivy(String file) {
    return FindingsReport.of(new TrivyFormat(), file);
  }

  public static FindingsReport trivy(Path file) {
    return FindingsReport.of(new TrivyFormat(), file);
  }

  /**
   * SQLFluff's JSON. It knows no severity, so: a violation is MEDIUM, one that only warns is LOW,
   * SQL that could not be templated, lexed or parsed (TMP, LXR, PRS) is HIGH.
   */
  public static FindingsReport sqlfluff(String file) {
    return FindingsReport.of(new SqlfluffFormat(), file);
  }

  public static FindingsReport sqlfluff(Path file) {
    return FindingsReport.of(new SqlfluffFormat(), file);
  }

  /** The JSON of pytest-benchmark or JMH, told apart by their content. */
  public static BenchmarkReport benchmark(String file) {
    return new BenchmarkReport(ReportFile.of(ReportKind.BENCHMARK, file));
  }

  public static BenchmarkReport benchmark(Path file) {
    return new BenchmarkReport(ReportFile.of(ReportKind.BENCHMARK, file));
  }

  /**
   * Files that a flow leaves, for example {@code silver/**}{@code /*.parquet}: that they are there,
   * how many, how big, and of which format.
   */
  public static FileSet files(String nameOrPattern) {
    return new FileSet(ReportFile.of(ReportKind.FILE, nameOrPattern));
  }

  /**
   * A step that writes what these reports say as Markdown, for people: it judges nothing, and a
   * report that cannot be read is shown as that.
   */
  public static Call<ReportSummary> summary(Report... reports) {
    return new SummaryOf(List.of(reports));
  }
}
