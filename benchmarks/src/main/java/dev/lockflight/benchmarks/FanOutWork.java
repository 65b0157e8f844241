package dev.lockflight.benchmarks;

import dev.lockflight.Pipeline;
import java.util.List;
import java.util.Locale;

/** W3: seconds from the start to the end of a run that fans out and joins, and of a long chain. */
final class FanOutWork {
  private final Place place;
  private final Sizes sizes;

  FanOutWork(Place place, Sizes sizes) {
    this.place = place;
    this.sizes = sizes;
  }

  void measure(Report report) throws Exception {
    double before = 0;
    for (int stages : List.of(sizes.fanOut() / 100, sizes.fanOut() / 10, sizes.fanOut())) {
      Samples seconds = new Samples();
      String remark = seconds(Pipelines.fanOut(stages), seconds);
      report.row(
          "W3 fan-out to " + stages + ", " + place.name(),
          stages == 1_000 ? "≤ 1 s" : "linear",
          seconds.text("%.3f") + " s",
          growth(seconds.median(), before) + remark);
      before = seconds.median();
    }
    Samples chain = new Samples();
    String remark = seconds(Pipelines.chain(sizes.fanOut()), chain);
    report.row(
        "chain of " + sizes.fanOut() + " stages, " + place.name(),
        "",
        chain.text("%.3f") + " s",
        remark);
  }

  private static String growth(double seconds, double before) {
    return before == 0
        ? ""
        : String.format(
            Locale.ROOT, "%.1f × the time for ten times the stages; ", seconds / before);
  }

  private String seconds(Pipeline pipeline, Samples seconds) throws Exception {
    Workload one = Workload.sequential(pipeline.stages().size());
    try (Round round = new LockflightRuns(place, pipeline, one)) {
      for (int i = 0; i < sizes.warmups() + sizes.rounds(); i++) {
        long before = System.nanoTime();
        round.run();
        if (i >= sizes.warmups()) {
          seconds.add((System.nanoTime() - before) / 1e9);
        }
      }
      return round.remark();
    }
  }
}
