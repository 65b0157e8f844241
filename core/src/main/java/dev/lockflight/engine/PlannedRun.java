package dev.lockflight.engine;

import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Ledger;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Origin;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import dev.lockflight.store.RunStore;
import java.nio.file.Path;
import java.time.Instant;

/**
 * A run that is only thought of: as it would be right after it was created.
 *
 * @param turn in it nothing is written, and nothing it would start is started
 */
record PlannedRun(RunStore store, Pipeline pipeline, Turn turn, Contexts contexts) {
  static PlannedRun of(RunStore store, Pipeline pipeline, StartRequest request, Instant now) {
    RunEvent.Created created =
        new RunEvent.Created(
            pipeline.name(),
            pipeline.structure().digest(),
            request.cause(),
            request.release(),
            StartRules.parameters(pipeline, request),
            Origin.START);
    RunId id = RunId.of("plan");
    Ledger ledger = new LedgerView(store);
    Run run = Run.empty(id).after(new JournalEntry(id, 1, now, created));
    Surroundings nothing =
        new Surroundings(
            () -> now,
            SecretSource.none(),
            new Redactor(),
            ledger,
            Path.of("plan"),
            new Listeners());
    return new PlannedRun(
        store,
        pipeline,
        new Turn(pipeline, run, now, new InFlight(), ledger, new LockTable()),
        new Contexts(nothing));
  }

  Run run() {
    return turn.run();
  }

  Instant now() {
    return turn.now();
  }

  Verdict ask(StageNode node, ItemPath path, Gate gate) {
    return contexts.ask(turn, node, path, gate);
  }
}
