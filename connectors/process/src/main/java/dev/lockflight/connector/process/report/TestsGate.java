package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.util.List;
import java.util.Set;

/**
 * The tests that were executed passed. FAILED when more failed than allowed, WARNED when some
 * failed that may; ERRORED when fewer were executed than demanded, at least one unless {@link
 * #allowingNone} is said. Skipped tests are not executed. Immutable and thread-safe.
 */
public final class TestsGate implements ReportGate {
  private final TestsReport report;
  private final int mostFailures;
  private final int leastExecuted;

  TestsGate(TestsReport report, int mostFailures, int leastExecuted) {
    this.report = report;
    this.mostFailures = mostFailures;
    this.leastExecuted = leastExecuted;
  }

  /** That no test was executed is no error. */
  public TestsGate allowingNone() {
    return new TestsGate(report, mostFailures, 0);
  }

  /** So many tests must be executed, failed ones included; exactly so many are enough. */
  public TestsGate executingAtLeast(int least) {
    if (least < 1) {
      throw new InvalidDefinitionException("at least 1 test must be demanded: " + least);
    }
    return new TestsGate(report, mostFailures, least);
  }

  @Override
  public String demand() {
    return report
        + (mostFailures == 0 ? ": no failures" : ": at most " + mostFailures + " failures")
        + (leastExecuted > 1 ? ", at least " + leastExecuted + " executed" : "")
        + (leastExecuted == 0 ? ", none allowed" : "");
  }

  @Override
  public Set<Output<?>> reads() {
    return report.file().reads();
  }

  @Override
  public Verdict judge(GateContext context) {
    TestResults results = report.read(context);
    List<Evidence> evidence =
        results.evidence(
            "at least " + leastExecuted + " executed, at most " + mostFailures + " failed");
    if (results.failed() > mostFailures) {
      return Verdict.of(Verdict.Status.FAILED, report + ": " + results, evidence);
    }
    if (results.executed() < leastExecuted) {
      String advice = "; look at the selection, or say how many are right";
      return Verdict.of(Verdict.Status.ERRORED, report + ": only " + results + advice, evidence);
    }
    Verdict.Status status = results.failed() > 0 ? Verdict.Status.WARNED : Verdict.Status.PASSED;
    return Verdict.of(status, report + ": " + results, evidence);
  }

  @Override
  public String toString() {
    return demand();
  }
}
