package dev.lockflight.testkit.assertion;

import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.report.Place;
import dev.lockflight.report.RunReport;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.util.List;

/**
 * A run as it is asserted on, of a simulation or of a real engine. Immutable: what happens to the
 * run later needs another record.
 *
 * @param pipeline the one it is a run of
 * @param journal all its entries, oldest first
 */
public record RunRecord(Pipeline pipeline, Run run, List<JournalEntry> journal) {
  public RunRecord {
    journal = List.copyOf(journal);
  }

  /**
   * The run that this journal tells of.
   *
   * @throws IllegalArgumentException when it is empty
   */
  public static RunRecord of(Pipeline pipeline, List<JournalEntry> journal) {
    if (journal.isEmpty()) {
      throw new IllegalArgumentException(
          "a journal must have at least one entry to be a run of " + pipeline.name());
    }
    return new RunRecord(pipeline, Run.of(journal.get(0).run(), journal), journal);
  }

  /** The run as the store knows it now. */
  public static RunRecord of(Pipeline pipeline, RunStore store, RunId run) {
    return of(pipeline, known(run, store.read(run, 0)));
  }

  /** The run as the engine's store knows it now. */
  public static RunRecord of(Pipeline pipeline, Engine engine, RunId run) {
    return of(pipeline, known(run, engine.journal(run)));
  }

  private static List<JournalEntry> known(RunId run, List<JournalEntry> journal) {
    if (journal.isEmpty()) {
      throw new IllegalArgumentException("there is no run " + run);
    }
    return journal;
  }

  /** Its stages, gates, steps, decisions and deployments as indented lines. */
  public String outline() {
    return RunReport.of(pipeline, run, journal).outline();
  }

  /** The outline with an arrow at the place. */
  public String outline(Place here) {
    return RunReport.of(pipeline, run, journal).outline(here);
  }

  @Override
  public String toString() {
    return run.toString();
  }
}
