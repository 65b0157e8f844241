package dev.lockflight.engine;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.StageRun;
import java.util.List;
import java.util.Optional;

/**
 * A run just before one of its entries.
 *
 * @param run as all entries before have made it
 */
record ReplayMoment(Pipeline pipeline, Run run, JournalEntry entry) {
  RunEvent event() {
    return entry.event();
  }

  StageRun stage(StageNode node) {
    return run.stage(node.name());
  }

  /** Whether this run only rolls that stage back. */
  boolean rollsBack(StageNode node) {
    return run.created().origin().rollsBack(node.stage().name());
  }

  /** Whether an abort keeps the phase from going on. */
  boolean isAborted(Phase phase) {
    return run.abort().isPresent() && phase.compareTo(Phase.ON_SUCCESS) <= 0;
  }

  /** A turn at the time of the entry, in which the engine can decide anew; nothing comes of it. */
  Turn turn() {
    return new Turn(pipeline, run, entry.at(), new InFlight(), ledger(), new LockTable());
  }

  /** Of the world of that time only one thing is known: what a rollback on request undoes. */
  private Ledger ledger() {
    Origin origin = run.created().origin();
    Optional<RunId> undone = origin.earlierRun();
    StageName stage = origin.stage();
    if (origin.kind() != Origin.Kind.ROLLBACK || undone.isEmpty() || stage == null) {
      return environment -> List.of();
    }
    return environment -> List.of(line(environment, undone.get(), stage));
  }

  private Deployment line(EnvironmentName environment, RunId undone, StageName stage) {
    return new Deployment(
        environment, run.release(), undone, stage, Deployment.State.DEPLOYED, entry.at());
  }
}
