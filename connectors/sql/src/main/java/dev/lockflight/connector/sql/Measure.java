package dev.lockflight.connector.sql;

import dev.lockflight.Call;
import dev.lockflight.StepContext;
import java.math.BigDecimal;

/** The step that reads a metric. */
record Measure(Metric metric) implements Call<Measurement> {
  @Override
  public String name() {
    return ReadableName.of("measure " + metric).value();
  }

  @Override
  public Measurement run(StepContext context) throws InterruptedException {
    try {
      Answer<BigDecimal> answer = metric.ask();
      return new Measurement(
          metric.warehouse().environment(),
          metric.name(),
          answer.value(),
          answer.source(),
          context.now());
    } catch (CouldNotTellException e) {
      throw e.asStepFailure();
    }
  }
}
