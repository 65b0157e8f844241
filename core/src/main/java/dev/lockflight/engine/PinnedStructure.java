package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a run is pinned to. It may go on with another structure as long as that touches nothing that
 * has happened: neither a stage that has begun, nor any event of the journal.
 */
final class PinnedStructure {
  private PinnedStructure() {}

  /** What the run cannot go on with; empty when it can. */
  static Optional<String> conflict(
      RunStore store, Pipeline pipeline, Run run, List<JournalEntry> journal) {
    if (run.created().structure().equals(pipeline.structure().digest())) {
      return Optional.empty();
    }
    Optional<Structure> pinned = store.structure(run.created().structure());
    if (pinned.isEmpty()) {
      return Optional.of("its structure is not in the store");
    }
    Optional<String> changed = pinned.get().conflictWith(pipeline.structure(), begun(run));
    Optional<String> illegal =
        Replay.of(pipeline).check(journal).firstIllegal().map(Legality.FirstIllegal::toString);
    return changed.isPresent() && illegal.isPresent()
        ? Optional.of(changed.get() + "; " + illegal.get())
        : changed.or(() -> illegal);
  }

  private static Set<StageName> begun(Run run) {
    Set<StageName> begun = new HashSet<>();
    run.stages()
        .forEach(
            (name, stage) -> {
              if (stage.status() != RunStatus.SKIPPED) {
                begun.add(name.withoutCell());
              }
            });
    return begun;
  }
}
