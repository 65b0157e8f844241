package dev.lockflight.store.jdbc;

import dev.lockflight.Deployment;
import dev.lockflight.json.EventJson;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The rows that appends become; made before the one connection that writes is taken. */
record Rows(
    List<EntryRow> entries,
    List<RunRow> runs,
    List<StructureRow> structures,
    List<DeploymentRow> deployments) {
  /** A line of the journal. */
  record EntryRow(JournalEntry entry, long at, String type, String body) {
    String run() {
      return entry.run().value();
    }
  }

  /** How a run stands. */
  record RunRow(RunSummary summary, long created, String release, @Nullable String waits) {
    static RunRow of(RunSummary run) {
      String waits = run.waits().equals(RunSummary.Waits.NONE) ? null : JsonText.of(run.waits());
      return new RunRow(run, Nanos.of(run.moments().created()), JsonText.of(run.release()), waits);
    }
  }

  /** What runs are pinned to. */
  record StructureRow(String digest, String body) {}

  /** A line of the ledger. */
  record DeploymentRow(Deployment line, long at, String release) {}

  /** These rows, but for the structures with those digests. */
  Rows without(Set<String> known) {
    List<StructureRow> news = structures.stream().filter(s -> !known.contains(s.digest())).toList();
    return new Rows(entries, runs, news, deployments);
  }

  static Rows of(List<Append> appends) {
    List<EntryRow> entries = new ArrayList<>();
    Map<String, RunRow> runs = new LinkedHashMap<>();
    Map<String, StructureRow> structures = new LinkedHashMap<>();
    List<DeploymentRow> deployments = new ArrayList<>();
    for (Append append : appends) {
      for (JournalEntry entry : append.entries()) {
        RunEvent event = entry.event();
        entries.add(
            new EntryRow(
                entry,
                Nanos.of(entry.at()),
                EventJson.type(event),
                JsonText.wellFormed(EventJson.body(event))));
        if (event instanceof RunEvent.DeploymentRecorded recorded) {
          Deployment line = recorded.deployment();
          deployments.add(
              new DeploymentRow(line, Nanos.of(line.at()), JsonText.of(line.release())));
        }
      }
      runs.put(append.summary().run().value(), RunRow.of(append.summary()));
      append
          .newStructure()
          .ifPresent(
              s -> {
                String digest = s.digest().value();
                structures.put(digest, new StructureRow(digest, JsonText.of(s)));
              });
    }
    return new Rows(
        entries, List.copyOf(runs.values()), List.copyOf(structures.values()), deployments);
  }
}
