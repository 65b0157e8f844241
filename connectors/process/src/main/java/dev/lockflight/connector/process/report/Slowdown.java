package dev.lockflight.connector.process.report;

import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.ProducesFiles;
import java.nio.file.Path;

/** How much slower benchmarks may be than a baseline that is still to be named. Immutable. */
public final class Slowdown {
  private final BenchmarkReport report;
  private final Percent most;

  Slowdown(BenchmarkReport report, Percent most) {
    this.report = report;
    this.most = most;
  }

  /** Than a stored report of the same tool, which is measured on the same machine at best. */
  public BenchmarkGate than(Path baseline) {
    return gate(ReportFile.of(ReportKind.BENCHMARK, baseline));
  }

  /** Than a report that a step of this run left, for example one that was fetched. */
  public BenchmarkGate than(Output<? extends ProducesFiles> step, String baseline) {
    return gate(ReportFile.of(ReportKind.BENCHMARK, baseline).writtenBy(step));
  }

  private BenchmarkGate gate(ReportFile baseline) {
    return new BenchmarkGate(report, most, baseline, false);
  }

  @Override
  public String toString() {
    return report + ": slower by at most " + most;
  }
}
