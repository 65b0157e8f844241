package dev.lockflight.connector.process.report;

import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.ProducesFiles;
import dev.lockflight.RunContext;
import java.time.Duration;

/**
 * How fast benchmarks ran: the median of each of pytest-benchmark's, the score of each of JMH's.
 * Immutable and thread-safe.
 */
public final class BenchmarkReport extends Report {
  private final ReportFile file;

  BenchmarkReport(ReportFile file) {
    this.file = file;
  }

  /** Believed only when that step of the run wrote it. */
  public BenchmarkReport writtenBy(Output<? extends ProducesFiles> step) {
    return new BenchmarkReport(file.writtenBy(step));
  }

  /** Believed only when it was written at most so long ago. */
  public BenchmarkReport noOlderThan(Duration age) {
    return new BenchmarkReport(file.noOlderThan(age));
  }

  /**
   * How much slower than the baseline a benchmark may be; {@code than} names the baseline and makes
   * the gate. Times may be so much longer, throughputs so much smaller; exactly so much passes,
   * compared without rounding. Faster always passes.
   */
  public Slowdown slowerByAtMost(Percent most) {
    return new Slowdown(this, most);
  }

  Benchmarks read(RunContext context) {
    return read(file, context);
  }

  static Benchmarks read(ReportFile file, RunContext context) {
    Benchmarks benchmarks = new Benchmarks();
    file.find(context).forEach(benchmarks::read);
    return benchmarks.measured(file.toString());
  }

  @Override
  ReportFile file() {
    return file;
  }

  @Override
  ReportLine line(RunContext context) {
    return ReportLine.of("benchmarks", read(context) + " measured");
  }

  @Override
  public String toString() {
    return "benchmarks in " + file;
  }
}
