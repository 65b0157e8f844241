package dev.lockflight.benchmarks;

import java.util.List;

/** Other engines that can be measured on a database. */
public interface Peers {
  Peers NONE = place -> List.of();

  List<Contender> on(Place place);
}
