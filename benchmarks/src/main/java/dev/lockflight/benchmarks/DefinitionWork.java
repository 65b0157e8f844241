package dev.lockflight.benchmarks;

import dev.lockflight.Pipeline;
import java.util.Locale;
import java.util.function.Supplier;

/** Building and validating a large pipeline. */
final class DefinitionWork {
  private final Sizes sizes;

  DefinitionWork(Sizes sizes) {
    this.sizes = sizes;
  }

  void measure(Report report) {
    int stages = sizes.fanOut();
    row(report, "a chain of " + stages, () -> Pipelines.chain(stages));
    row(report, "a fan-out to " + stages, () -> Pipelines.fanOut(stages));
    row(report, "a chain of " + stages + " that reads across", () -> Pipelines.reading(stages));
  }

  private void row(Report report, String shape, Supplier<Pipeline> pipeline) {
    double first = seconds(pipeline);
    Samples seconds = new Samples();
    for (int i = 0; i < sizes.rounds(); i++) {
      seconds.add(seconds(pipeline));
    }
    report.row(
        "definition: " + shape,
        "≤ 1 s",
        seconds.text("%.3f") + " s",
        String.format(Locale.ROOT, "%.3f s the first time", first));
  }

  private static double seconds(Supplier<Pipeline> pipeline) {
    long before = System.nanoTime();
    if (pipeline.get().stages().isEmpty()) {
      throw new IllegalStateException("nothing was built");
    }
    return (System.nanoTime() - before) / 1e9;
  }
}
