package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.Verdict;
import java.util.Set;

/** Opens while at least a share of the code is covered. */
record CoverageGate(CoverageReport report, Percent least) implements ReportGate {
  @Override
  public String demand() {
    return report + " at least " + least;
  }

  @Override
  public Set<Output<?>> reads() {
    return report.file().reads();
  }

  @Override
  public Verdict judge(GateContext context) {
    Coverage coverage = report.read(context);
    Evidence evidence =
        Evidence.of(
            "coverage of " + report.measure().word(),
            coverage,
            "at least " + least,
            coverage.sources());
    return coverage.isAtLeast(least)
        ? Verdict.passed(report + ": " + coverage, evidence)
        : Verdict.failed(report + ": " + coverage + ", at least " + least + " wanted", evidence);
  }
}
