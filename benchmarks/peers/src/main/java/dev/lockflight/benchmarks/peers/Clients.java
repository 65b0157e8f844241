package dev.lockflight.benchmarks.peers;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;

/** Runs the same thing so many times on the threads of clients, and awaits all of them. */
final class Clients {
  private Clients() {}

  static void run(ExecutorService clients, int times, Runnable one) throws Exception {
    List<Future<?>> all = new ArrayList<>();
    for (int i = 0; i < times; i++) {
      all.add(clients.submit(one));
    }
    for (Future<?> each : all) {
      var unused = each.get();
    }
  }
}
