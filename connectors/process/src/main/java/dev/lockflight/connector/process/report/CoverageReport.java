package dev.lockflight.connector.process.report;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import java.time.Duration;

/**
 * How much of the code the tests reach; of several files, the sum. Lines, unless {@link
 * #ofBranches} is said. Immutable and thread-safe.
 */
public final class CoverageReport extends Report {
  /** What is counted. */
  enum Measure {
    LINES,
    BRANCHES;

    String word() {
      return this == LINES ? "lines" : "branches";
    }
  }

  private final ReportFile file;
  private final Measure measure;

  CoverageReport(ReportFile file, Measure measure) {
    this.file = file;
    this.measure = measure;
  }

  /** Believed only when that step of the run wrote it. */
  public CoverageReport writtenBy(Output<? extends ProducesFiles> step) {
    return new CoverageReport(file.writtenBy(step), measure);
  }

  /** Believed only when it was written at most so long ago. */
  public CoverageReport noOlderThan(Duration age) {
    return new CoverageReport(file.noOlderThan(age), measure);
  }

  /** Branches instead of lines; coverage.py counts them with {@code --branch}. */
  public CoverageReport ofBranches() {
    return new CoverageReport(file, Measure.BRANCHES);
  }

  /**
   * Opens while at least that share is covered; exactly that share passes, compared without
   * rounding. A report in which nothing was measured is ERRORED.
   */
  public Gate atLeast(Percent least) {
    return new CoverageGate(this, least);
  }

  Coverage read(RunContext context) {
    Coverage coverage = new Coverage(measure);
    file.find(context).forEach(coverage::read);
    return coverage.measured(file.toString());
  }

  Measure measure() {
    return measure;
  }

  @Override
  ReportFile file() {
    return file;
  }

  @Override
  ReportLine line(RunContext context) {
    return ReportLine.of("coverage", read(context).toString());
  }

  @Override
  public String toString() {
    return "coverage of " + measure.word() + " in " + file;
  }
}
