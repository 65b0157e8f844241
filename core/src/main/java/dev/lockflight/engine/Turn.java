package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Ledger;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One turn of a run: what is known, what was decided, and what is to be done when it is durable.
 * Used by one thread.
 */
final class Turn {
  private final Pipeline pipeline;
  private final Instant now;
  private final InFlight inFlight;
  private final Ledger ledger;
  private final LockTable locks;
  private final List<JournalEntry> entries = new ArrayList<>();
  private final List<Effect> effects = new ArrayList<>();
  private Run run;
  private final Map<StageName, Optional<Instant>> wakes = new LinkedHashMap<>();
  private final List<Runnable> whenDurable = new ArrayList<>();
  private @Nullable StageName current;
  private @Nullable RuntimeException refusal;

  Turn(Pipeline pipeline, Run run, Instant now, InFlight inFlight, Ledger ledger, LockTable locks) {
    this.locks = locks;
    this.pipeline = pipeline;
    this.run = run;
    this.now = now;
    this.inFlight = inFlight;
    this.ledger = ledger;
  }

  Pipeline pipeline() {
    return pipeline;
  }

  /** The run as it will be once this turn is durable. */
  Run run() {
    return run;
  }

  Instant now() {
    return now;
  }

  InFlight inFlight() {
    return inFlight;
  }

  Ledger ledger() {
    return new RunLedger(ledger, run);
  }

  /** Takes the environment for the stage when nobody has it or waits for it. */
  boolean takeIfFree(EnvironmentName environment, StageName stage) {
    return locks.takeIfFree(environment, new LockTable.Claimant(run.id(), stage, run.createdAt()));
  }

  void happened(RunEvent event) {
    JournalEntry entry = new JournalEntry(run.id(), run.seq() + 1, now, event);
    run = run.after(entry);
    entries.add(entry);
  }

  void then(Effect effect) {
    effects.add(effect);
  }

  /** From here on this stage is being advanced. */
  void at(StageName stage) {
    current = stage;
    wakes.put(stage, Optional.empty());
  }

  /** Time alone may let the stage that is being advanced go on at that moment. */
  void wakeAt(Instant moment) {
    StageName stage = current;
    if (stage != null) {
      wakes.merge(
          stage,
          Optional.of(moment),
          (one, other) -> one.isPresent() && one.get().isBefore(moment) ? one : other);
    }
  }

  /** Every stage that was advanced, with the moment at which it wants to be woken. */
  Map<StageName, Optional<Instant>> wakes() {
    return wakes;
  }

  /** Runs the task once everything this turn decided is durable. */
  void whenDurable(Runnable task) {
    whenDurable.add(task);
  }

  /** Refuses what was asked, although the turn had something to write. */
  void refuse(RuntimeException problem) {
    refusal = problem;
  }

  @Nullable RuntimeException refusal() {
    return refusal;
  }

  List<Runnable> whenDurable() {
    return whenDurable;
  }

  List<JournalEntry> entries() {
    return entries;
  }

  List<Effect> effects() {
    return effects;
  }
}
