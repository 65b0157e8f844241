package dev.lockflight.benchmarks.peers;

import dev.lockflight.benchmarks.Contender;
import dev.lockflight.benchmarks.Harness;
import dev.lockflight.benchmarks.Place;
import dev.lockflight.benchmarks.PostgresPlace;
import java.util.List;

/** The harness with other engines beside ours: Flowable embedded, the others on PostgreSQL. */
public final class PeersHarness {
  private PeersHarness() {}

  public static void main(String[] arguments) {
    System.exit(Harness.run(PeersHarness::on, arguments));
  }

  private static List<Contender> on(Place place) {
    return place instanceof PostgresPlace postgres
        ? List.of(new DbosTransact(postgres), new DbScheduler(postgres))
        : List.of(new FlowableOnH2(place.directory()));
  }
}
