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

/** The rows that appends become; each append's are made by whoever brings it. */
record Rows(
    List<EntryRow> entries,
    List<RunRow> runs,
    List<StructureRow> structures,
    List<DeploymentRow> deployments)
    implements Append.Prepared {
  /** A line of the journal. */
  record EntryRow(JournalEntry entry, long at, String type, String body) {
    static EntryRow of(JournalEntry entry) {
      return new EntryRow(
          entry,
          Nanos.of(entry.at()),
          EventJson.type(entry.event()),
          JsonText.wellFormed(EventJson.body(entry.event())));
    }

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
    if (appends.size() == 1) {
      return prepared(appends.get(0));
    }
    List<EntryRow> entries = new ArrayList<>();
    Map<String, RunRow> runs = new LinkedHashMap<>();
    Map<String, StructureRow> structures = new LinkedHashMap<>();
    List<DeploymentRow> deployments = new ArrayList<>();
    for (Append append : appends) {
      Rows rows = prepared(append);
      entries.addAll(rows.entries());
      rows.runs().forEach(row -> runs.put(row.summary().run().value(), row));
      rows.structures().forEach(row -> structures.put(row.digest(), row));
      deployments.addAll(rows.deployments());
    }
    return new Rows(
        entries, List.copyOf(runs.values()), List.copyOf(structures.values()), deployments);
  }

  private static Rows prepared(Append append) {
    return append.prepared() instanceof Rows rows ? rows : of(append);
  }

  static Rows of(Append append) {
    List<EntryRow> entries = new ArrayList<>();
    List<DeploymentRow> deployments = new ArrayList<>();
    for (JournalEntry entry : append.entries()) {
      entries.add(EntryRow.of(entry));
      if (entry.event() instanceof RunEvent.DeploymentRecorded recorded) {
        Deployment line = recorded.deployment();
        deployments.add(new DeploymentRow(line, Nanos.of(line.at()), JsonText.of(line.release())));
      }
    }
    List<StructureRow> structures =
        append.newStructure().stream()
            .map(structure -> new StructureRow(structure.digest().value(), JsonText.of(structure)))
            .toList();
    return new Rows(entries, List.of(RunRow.of(append.summary())), structures, deployments);
  }
}
