package dev.lockflight.connector.process.report;

import dev.lockflight.RunContext;

/** A report that a gate can judge and a summary can show. Immutable and thread-safe. */
public abstract sealed class Report
    permits TestsReport, CoverageReport, FindingsReport, BenchmarkReport {
  Report() {}

  abstract ReportFile file();

  /**
   * What it says in a summary.
   *
   * @throws UnreadableReportException when it says nothing
   */
  abstract ReportLine line(RunContext context);
}
