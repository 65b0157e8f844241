package dev.lockflight.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Figures of one thing that was measured several times. Not thread-safe. */
final class Samples {
  private final List<Double> values = new ArrayList<>();

  void add(double value) {
    values.add(value);
  }

  /** Each value by the one that was measured beside it. */
  Samples ratiosTo(Samples others) {
    Samples ratios = new Samples();
    for (int i = 0; i < values.size(); i++) {
      ratios.add(values.get(i) / others.values.get(i));
    }
    return ratios;
  }

  double median() {
    return quantile(0.5);
  }

  /** The smallest value that so great a share of all does not exceed. */
  double quantile(double share) {
    List<Double> sorted = values.stream().sorted().toList();
    int index = (int) Math.ceil(share * sorted.size()) - 1;
    return sorted.get(Math.max(0, index));
  }

  /** The median, and between what the values lie. */
  String text(String format) {
    return String.format(
        Locale.ROOT,
        format + " (" + format + " to " + format + ")",
        median(),
        quantile(0),
        quantile(1));
  }
}
