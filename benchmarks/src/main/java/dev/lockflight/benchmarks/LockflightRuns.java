package dev.lockflight.benchmarks;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Runs of one pipeline by our engine: as many clients as runs at once start one and await it. */
final class LockflightRuns implements Round {
  private final CountingRunStore store;
  private final Engine engine;
  private final Pipeline pipeline;
  private final Workload workload;
  private final ExecutorService clients;
  private long rounds;

  LockflightRuns(Place place, Pipeline pipeline, Workload workload) {
    this.store = new CountingRunStore(place.newStore());
    this.engine = Engine.on(store).open(pipeline);
    this.pipeline = pipeline;
    this.workload = workload;
    this.clients = Executors.newFixedThreadPool(workload.atOnce());
  }

  static StartRequest request(Pipeline pipeline) {
    return new StartRequest(
        pipeline.name(), Cause.manual(Principal.of("somebody")), Release.of("c0ffee"));
  }

  @Override
  public void run() throws Exception {
    rounds++;
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < workload.runs(); i++) {
      all.add(clients.submit(this::runOne));
    }
    for (Future<?> each : all) {
      var unused = each.get();
    }
  }

  private void runOne() {
    Run run = engine.ended(engine.start(request(pipeline))).join();
    if (run.status() != RunStatus.SUCCEEDED) {
      throw new IllegalStateException(run.toString());
    }
  }

  @Override
  public String remark() {
    double steps = (double) rounds * workload.allSteps();
    return String.format(
        Locale.ROOT,
        "%.3f commits a step, %.1f appends a commit",
        store.commits() / steps,
        (double) store.appends() / store.commits());
  }

  @Override
  public void close() {
    clients.shutdownNow();
    engine.close();
    store.close();
  }
}
