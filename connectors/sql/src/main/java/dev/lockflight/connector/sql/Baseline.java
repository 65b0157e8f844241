package dev.lockflight.connector.sql;

import dev.lockflight.EnvironmentName;
import dev.lockflight.GateContext;
import dev.lockflight.MissingOutputException;
import dev.lockflight.Output;
import java.math.BigDecimal;
import java.util.Optional;
import java.util.Set;

/** What a figure is compared with. */
sealed interface Baseline {
  Answer<BigDecimal> ask(GateContext context) throws InterruptedException;

  default Set<Output<?>> reads() {
    return Set.of();
  }

  default Optional<EnvironmentName> environment() {
    return Optional.empty();
  }

  /** A metric of another environment. */
  record Elsewhere(Metric metric) implements Baseline {
    @Override
    public Answer<BigDecimal> ask(GateContext context) throws InterruptedException {
      return metric.ask();
    }

    @Override
    public Optional<EnvironmentName> environment() {
      return Optional.of(metric.warehouse().environment());
    }

    @Override
    public String toString() {
      return metric.warehouse().environment().value();
    }
  }

  /** What a step of this run measured. */
  record Earlier(Output<Measurement> output) implements Baseline {
    @Override
    public Answer<BigDecimal> ask(GateContext context) {
      try {
        Measurement measured = context.read(output);
        String source = measured.query() + " at " + measured.takenAt();
        return new Answer<>(measured.value(), source);
      } catch (MissingOutputException e) {
        throw new CouldNotTellException("no baseline: " + e.getMessage());
      }
    }

    @Override
    public Set<Output<?>> reads() {
      return Set.of(output);
    }

    @Override
    public String toString() {
      return output.name();
    }
  }

  /** A fixed figure. */
  record Constant(BigDecimal figure) implements Baseline {
    @Override
    public Answer<BigDecimal> ask(GateContext context) {
      return new Answer<>(figure, "constant");
    }

    @Override
    public String toString() {
      return Figures.show(figure);
    }
  }
}
