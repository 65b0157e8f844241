package dev.lockflight.engine;

import dev.lockflight.StageName;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** When each stage of a run wants to be woken. */
final class Wakes {
  private final Map<StageName, Instant> byStage = new HashMap<>();
  private final TreeMap<Instant, Set<StageName>> byMoment = new TreeMap<>();

  void put(StageName stage, Optional<Instant> moment) {
    Instant before = byStage.remove(stage);
    if (before != null) {
      Set<StageName> stages = byMoment.get(before);
      if (stages != null && stages.remove(stage) && stages.isEmpty()) {
        byMoment.remove(before);
      }
    }
    moment.ifPresent(
        at -> {
          byStage.put(stage, at);
          byMoment.computeIfAbsent(at, m -> new HashSet<>()).add(stage);
        });
  }

  Optional<Instant> earliest() {
    return byMoment.isEmpty() ? Optional.empty() : Optional.of(byMoment.firstKey());
  }

  List<StageName> due(Instant now) {
    List<StageName> due = new ArrayList<>();
    byMoment.headMap(now, true).values().forEach(due::addAll);
    return due;
  }
}
