package dev.lockflight.engine;

import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.StageNode;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
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
  /** What a plan is made in. */
  record Present(RunStore store, StandIns standIns, Instant now) {}

  static PlannedRun of(Present present, Pipeline pipeline, StartRequest request) {
    Instant now = present.now();
    RunEvent.Created created =
        new RunEvent.Created(
            pipeline.name(),
            pipeline.structure().digest(),
            request.cause(),
            request.release(),
            StartRules.parameters(pipeline, request),
            request.origin());
    RunId id = RunId.of("plan");
    LedgerView ledger = new LedgerView(present.store());
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
        present.store(),
        pipeline,
        new Turn(pipeline, run, now, new InFlight(), ledger, new LockTable()),
        new Contexts(nothing, present.standIns()));
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
