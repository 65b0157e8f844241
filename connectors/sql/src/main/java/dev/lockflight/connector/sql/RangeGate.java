package dev.lockflight.connector.sql;

import dev.lockflight.Evidence;
import dev.lockflight.GateContext;
import dev.lockflight.Verdict;
import java.math.BigDecimal;

/** Opens while a metric lies in a fixed range. */
record RangeGate(Metric metric, Bounds bounds) implements DataGate {
  @Override
  public String demand() {
    return metric + " " + bounds;
  }

  @Override
  public Verdict judge(GateContext context) throws InterruptedException {
    Answer<BigDecimal> answer = metric.ask();
    String seen = Figures.show(answer.value());
    Evidence evidence = Evidence.of(metric.toString(), seen, bounds, answer.source());
    String summary = metric + ": " + seen + ", allowed " + bounds;
    return bounds.contains(answer.value())
        ? Verdict.passed(summary, evidence)
        : Verdict.failed(summary, evidence);
  }
}
