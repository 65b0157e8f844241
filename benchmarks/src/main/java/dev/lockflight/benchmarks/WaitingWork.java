package dev.lockflight.benchmarks;

import dev.lockflight.Call;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StepContext;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Engine;
import dev.lockflight.store.RunStore;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** W4: runs that wait for an approval: what they cost, how fast an answer is acted upon. */
final class WaitingWork {
  private static final Principal OWNER = Principal.of("bob").withGroups(Pipelines.OWNERS);

  private final Place place;
  private final Sizes sizes;
  private final Map<RunId, CompletableFuture<Long>> begun = new ConcurrentHashMap<>();
  private final Pipeline pipeline = Pipelines.approved(new Behind(begun));

  WaitingWork(Place place, Sizes sizes) {
    this.place = place;
    this.sizes = sizes;
  }

  /** The step behind the approval; notes when it began. */
  private record Behind(Map<RunId, CompletableFuture<Long>> begun) implements Call<String> {
    @Override
    public String name() {
      return "behind";
    }

    @Override
    public String run(StepContext context) {
      begun
          .computeIfAbsent(context.run(), run -> new CompletableFuture<>())
          .complete(System.nanoTime());
      return "";
    }
  }

  void measure(Report report) throws Exception {
    List<RunId> runs;
    double empty = heapInUse();
    try (RunStore store = place.newStore();
        Engine engine = Engine.on(store).open(pipeline)) {
      int threads = Thread.activeCount();
      runs = start(engine);
      var unused = engine.settled(runs.get(runs.size() - 1)).join();
      report.row(
          "W4 " + sizes.waiting() + " runs waiting, " + place.name(),
          "≤ 100 MB heap, no thread each",
          String.format(Locale.ROOT, "%.1f MB heap, %d threads", heapInUse(), Thread.activeCount()),
          String.format(Locale.ROOT, "%.1f MB and %d threads without them", empty, threads));
    }
    reopen(report, runs);
  }

  private List<RunId> start(Engine engine) throws Exception {
    ExecutorService clients = Executors.newFixedThreadPool(16);
    try {
      List<Future<RunId>> starting = new ArrayList<>();
      for (int i = 0; i < sizes.waiting(); i++) {
        starting.add(clients.submit(() -> engine.start(LockflightRuns.request(pipeline))));
      }
      List<RunId> runs = new ArrayList<>();
      for (Future<RunId> each : starting) {
        runs.add(each.get());
      }
      return runs;
    } finally {
      clients.shutdown();
    }
  }

  private void reopen(Report report, List<RunId> runs) throws Exception {
    long before = System.nanoTime();
    try (RunStore store = place.reopen();
        Engine engine = Engine.on(store).open(pipeline)) {
      double seconds = (System.nanoTime() - before) / 1e9;
      report.row(
          "W4 opening the store with them",
          "≤ 2 s",
          String.format(Locale.ROOT, "%.2f s", seconds),
          String.format(Locale.ROOT, "%.1f MB heap then", heapInUse()));
      approve(report, engine, runs);
    }
  }

  private void approve(Report report, Engine engine, List<RunId> runs) {
    int answers = Math.min(1_000, runs.size() / 2);
    for (int i = 0; i < answers / 5; i++) {
      var unused = approve(engine, runs.get(runs.size() - 1 - i));
    }
    Samples millis = new Samples();
    for (int i = 0; i < answers; i++) {
      millis.add(approve(engine, runs.get(i)));
    }
    report.row(
        "W4 from an approval to the next step, " + answers + " of them",
        "p99 ≤ 20 ms",
        String.format(
            Locale.ROOT, "p99 %.1f ms, p50 %.1f ms", millis.quantile(0.99), millis.median()),
        String.format(Locale.ROOT, "at most %.1f ms", millis.quantile(1)));
  }

  private double approve(Engine engine, RunId run) {
    CompletableFuture<Long> step = begun.computeIfAbsent(run, id -> new CompletableFuture<>());
    long before = System.nanoTime();
    var unused = engine.approve(Answer.to(run, Pipelines.OWNERS, OWNER));
    double millis = (step.join() - before) / 1e6;
    begun.remove(run);
    return millis;
  }

  /** In megabytes, after everything that is not used any more is gone. */
  private static double heapInUse() {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1e6;
  }
}
