package dev.lockflight.connector.process.report;

import java.nio.file.Path;

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
    return junit(file.toString());
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
    return coverage(file.toString());
  }

  /** bandit's JSON. Its LOW, MEDIUM and HIGH are those; UNDEFINED is {@link Severity#UNKNOWN}. */
  public static FindingsReport bandit(String file) {
    return FindingsReport.of(new BanditFormat(), file);
  }

  public static FindingsReport bandit(Path file) {
    return bandit(file.toString());
  }
}
