package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Output;
import dev.lockflight.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Opens while a metric is close enough to its baseline. */
record DeviationGate(
    Metric metric,
    Limits limits,
    SmallBaseline small,
    Baseline baseline,
    Verdict.@Nullable Status unlessDeployed)
    implements DataGate {
  @Override
  public String demand() {
    String unless =
        unlessDeployed == null ? "" : " (" + unlessDeployed + " when nothing is deployed)";
    return metric + " " + limits + " " + baseline + small + unless;
  }

  @Override
  public Set<Output<?>> reads() {
    return baseline.reads();
  }

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    if (unlessDeployed != null && nothingDeployed(context)) {
      return Verdict.of(
          unlessDeployed, "nothing is deployed in " + baseline + " yet: no baseline", List.of());
    }
    return compare(metric.ask(), baseline.ask(context));
  }

  private boolean nothingDeployed(GateContext context) {
    return baseline
        .environment()
        .map(environment -> context.ledger().current(environment).isEmpty())
        .orElse(false);
  }

  private Verdict compare(Answer<BigDecimal> now, Answer<BigDecimal> before) {
    Bounds allowed = limits.around(before.value());
    boolean passes = allowed.contains(now.value());
    List<Evidence> evidence = evidence(now, before, allowed);
    String seen =
        metric
            + ": "
            + Figures.show(now.value())
            + " is "
            + Figures.change(now.value(), before.value(), !passes)
            + " the baseline "
            + Figures.show(before.value())
            + " ("
            + baseline
            + ")";
    if (small.holdsFor(before.value())) {
      return Verdict.of(small.otherwise(), seen + ", too small to compare", evidence);
    }
    if (passes) {
      return Verdict.of(Verdict.Status.PASSED, seen, evidence);
    }
    if (before.value().signum() == 0) {
      return Verdict.of(
          Verdict.Status.ERRORED, seen + "; no percentage of zero can be told", evidence);
    }
    return Verdict.of(Verdict.Status.FAILED, seen + ", allowed " + allowed, evidence);
  }

  private List<Evidence> evidence(
      Answer<BigDecimal> now, Answer<BigDecimal> before, Bounds allowed) {
    return List.of(
        Evidence.of(metric.toString(), Figures.show(now.value()), allowed, now.source()),
        Evidence.of(
            "baseline " + baseline, Figures.show(before.value()), "a figure", before.source()));
  }
}
