package dev.lockflight.connector.process.report;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import java.time.Duration;

/** The results of tests, in one or several JUnit XML files. Immutable and thread-safe. */
public final class TestsReport extends Report {
  private final ReportFile file;

  TestsReport(ReportFile file) {
    this.file = file;
  }

  /** Believed only when that step of the run wrote it. */
  public TestsReport writtenBy(Output<? extends ProducesFiles> step) {
    return new TestsReport(file.writtenBy(step));
  }

  /** Believed only when it was written at most so long ago. */
  public TestsReport noOlderThan(Duration age) {
    return new TestsReport(file.noOlderThan(age));
  }

  /** Opens while at least one test was executed and none failed. */
  public TestsGate noFailures() {
    return atMostFailures(0);
  }

  /** Opens while so many tests failed or fewer; any failure makes it WARNED. */
  public TestsGate atMostFailures(int most) {
    if (most < 0) {
      throw new InvalidDefinitionException("most failures must not be negative: " + most);
    }
    return new TestsGate(this, most, 1);
  }

  TestResults read(RunContext context) {
    TestResults results = new TestResults(context::redact);
    for (LocatedReport report : file.find(context)) {
      results.read(report);
    }
    return results;
  }

  @Override
  ReportFile file() {
    return file;
  }

  @Override
  ReportLine line(RunContext context) {
    TestResults results = read(context);
    return new ReportLine("tests", results.toString(), results.failures());
  }

  @Override
  public String toString() {
    return "tests in " + file;
  }
}
