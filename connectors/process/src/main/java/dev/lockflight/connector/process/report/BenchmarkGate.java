package dev.lockflight.connector.process.report;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.Verdict;
import dev.lockflight.connector.process.report.Benchmarks.Figure;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * No benchmark is slower than its baseline by more than a share. FAILED when one is; ERRORED when
 * one of the baseline is missing now, unless {@link #allowingMissing} is said, when none is common
 * to both, and when two units differ. New benchmarks pass. Immutable and thread-safe.
 */
public final class BenchmarkGate implements ReportGate {
  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  private final BenchmarkReport report;
  private final Percent most;
  private final ReportFile baseline;
  private final boolean mayMiss;

  BenchmarkGate(BenchmarkReport report, Percent most, ReportFile baseline, boolean mayMiss) {
    this.report = report;
    this.most = most;
    this.baseline = baseline;
    this.mayMiss = mayMiss;
  }

  /** A benchmark of the baseline that was not measured now is only shown. */
  public BenchmarkGate allowingMissing() {
    return new BenchmarkGate(report, most, baseline, true);
  }

  @Override
  public String demand() {
    return report
        + ": slower by at most "
        + most
        + " than "
        + baseline
        + (mayMiss ? ", missing ones allowed" : "");
  }

  @Override
  public Set<Output<?>> reads() {
    Set<Output<?>> all = new HashSet<>(report.file().reads());
    all.addAll(baseline.reads());
    return all;
  }

  @Override
  public Verdict judge(GateContext context) {
    Benchmarks before = BenchmarkReport.read(baseline, context);
    Benchmarks now = report.read(context);
    Comparison comparison = new Comparison(now.sources(), context::redact);
    before.figures().forEach((name, figure) -> comparison.add(name, figure, now));
    return comparison.verdict(before);
  }

  /** The benchmarks side by side. */
  private final class Comparison {
    private final Shown slow;
    private final Shown untold;
    private final String source;
    private int compared;

    Comparison(String source, UnaryOperator<String> redact) {
      this.slow = new Shown(redact);
      this.untold = new Shown(redact);
      this.source = source;
    }

    void add(String name, Figure before, Benchmarks all) {
      Figure now = all.figures().get(name);
      if (now == null) {
        untold.add(name, "not measured", before.toString(), source);
      } else if (!now.unit().equals(before.unit())) {
        untold.add(name, now.toString(), "in " + before.unit(), source);
      } else {
        compared++;
        if (isSlower(before, now)) {
          slow.add(name, now + ", " + change(before, now), before + " and " + most, source);
        }
      }
    }

    Verdict verdict(Benchmarks before) {
      String figures = compared + " compared, " + slow.size() + " slower by more than " + most;
      String missing = untold.size() == 0 ? "" : ", " + untold.size() + " not comparable";
      Evidence head = new Evidence("benchmarks", figures + missing, "none slower", source);
      Evidence base = new Evidence("baseline", before.toString(), "", before.sources());
      var evidence = slow.behind(head);
      evidence.addAll(untold.behind(base));
      String summary = report + ": " + figures + missing;
      if (slow.size() > 0) {
        return Verdict.of(Verdict.Status.FAILED, summary, evidence);
      }
      if (compared == 0 || (untold.size() > 0 && !mayMiss)) {
        String advice = "; measure them again, or store a new baseline";
        return Verdict.of(Verdict.Status.ERRORED, summary + advice, evidence);
      }
      return Verdict.of(Verdict.Status.PASSED, summary, evidence);
    }
  }

  private boolean isSlower(Figure before, Figure now) {
    BigDecimal worse =
        now.higherIsBetter()
            ? before.value().subtract(now.value())
            : now.value().subtract(before.value());
    return worse.compareTo(most.of(before.value())) > 0;
  }

  /** Rounded up, so that 10.001 % never reads as an allowed 10 %. */
  private static String change(Figure before, Figure now) {
    if (before.value().signum() == 0) {
      return "before it was zero";
    }
    BigDecimal difference = now.value().subtract(before.value()).abs();
    return difference
            .multiply(HUNDRED)
            .divide(before.value().abs(), 2, RoundingMode.UP)
            .toPlainString()
        + " % slower";
  }

  @Override
  public String toString() {
    return demand();
  }
}
