package dev.lockflight.connector.sql;

import dev.lockflight.Gate;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Percent;
import dev.lockflight.Verdict;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How far a metric may be from a baseline; {@code of} names the baseline and makes the gate.
 *
 * <p>With the figure n, the baseline b and a limit of p percent, a drop passes while b - n ≤ |b|·p
 * ÷ 100 and a rise while n - b ≤ |b|·p ÷ 100, compared exactly: -20.00 % passes a limit of 20 %. A
 * direction without a limit always passes. When b is zero no percentage exists: PASSED when n is
 * zero too or moved in a direction without a limit, else ERRORED. A baseline below {@link
 * #baselineAtLeast} is not compared at all. A NULL on either side is ERRORED.
 *
 * <p>Immutable and thread-safe.
 */
public final class Deviation {
  private static final Limits NONE = new Limits(null, null);

  private final Metric metric;
  private final Limits limits;
  private final SmallBaseline small;
  private final Verdict.@Nullable Status unlessDeployed;

  private Deviation(
      Metric metric, Limits limits, SmallBaseline small, Verdict.@Nullable Status unlessDeployed) {
    this.metric = metric;
    this.limits = limits;
    this.small = small;
    this.unlessDeployed = unlessDeployed;
  }

  static Deviation unlimited(Metric metric) {
    return new Deviation(metric, NONE, SmallBaseline.NONE, null);
  }

  /** How much it may drop; a second limit beside that for rising. */
  public Deviation dropsAtMost(Percent most) {
    return new Deviation(metric, new Limits(most, limits.up()), small, unlessDeployed);
  }

  /** How much it may rise; a second limit beside that for dropping. */
  public Deviation risesAtMost(Percent most) {
    return new Deviation(metric, new Limits(limits.down(), most), small, unlessDeployed);
  }

  /** A smaller baseline says little in percent: it is WARNED instead, a zero included. */
  public Deviation baselineAtLeast(Number least) {
    return baselineAtLeast(least, Verdict.Status.WARNED);
  }

  /**
   * What a baseline below this means.
   *
   * @param otherwise PASSED, WARNED, FAILED, ERRORED or SKIPPED
   */
  public Deviation baselineAtLeast(Number least, Verdict.Status otherwise) {
    BigDecimal figure = Figures.declared("least baseline", least);
    return new Deviation(
        metric, limits, new SmallBaseline(figure, Decided.one(otherwise)), unlessDeployed);
  }

  /**
   * What it means when, as the ledger says, nothing is deployed in the baseline's environment yet.
   * Unless this is said, a baseline whose tables do not exist is ERRORED, also on the first
   * release.
   */
  public Deviation whenNothingDeployed(Verdict.Status verdict) {
    return new Deviation(metric, limits, small, Decided.one(verdict));
  }

  /** Compared with the same metric in another environment. */
  public Gate of(Warehouse baseline) {
    metric.warehouse().requireOther(baseline);
    return gate(new Baseline.Elsewhere(metric.in(baseline)));
  }

  /** Compared with another metric, for example a table that is named differently there. */
  public Gate of(Metric baseline) {
    return gate(new Baseline.Elsewhere(baseline));
  }

  /** Compared with what an earlier step {@linkplain Metric#measure() measured}. */
  public Gate of(Output<Measurement> earlier) {
    return gate(new Baseline.Earlier(earlier));
  }

  /** Compared with a fixed figure. */
  public Gate of(Number constant) {
    return gate(new Baseline.Constant(Figures.declared("baseline", constant)));
  }

  private Gate gate(Baseline baseline) {
    if (unlessDeployed != null && !(baseline instanceof Baseline.Elsewhere)) {
      throw new InvalidDefinitionException(
          "whenNothingDeployed needs a baseline in an environment, not " + baseline);
    }
    return new DeviationGate(metric, limits, small, baseline, unlessDeployed);
  }

  @Override
  public String toString() {
    return metric + " " + limits;
  }
}
