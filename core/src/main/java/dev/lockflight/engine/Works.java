package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The workers of an engine and what they share. Thread-safe. */
final class Works {
  private static final Logger LOG = LoggerFactory.getLogger(Works.class);

  private final RunStore store;
  private final Predicate<RunId> goesOn;
  private final Surroundings surroundings;
  private final LedgerView ledger;
  private final Map<PipelineName, Pipeline> pipelines;
  private final CommitQueue commits;
  private final StandIns standIns;
  private final StartEffects effects;
  private final Waiters waiters = new Waiters();
  private final Alarms alarms;
  private final Notices notices;
  private final Map<RunId, RunWorker> workers = new HashMap<>();
  private boolean closed;

  Works(
      EngineSetup setup,
      EngineThreads threads,
      Surroundings surroundings,
      LedgerView ledger,
      Map<PipelineName, Pipeline> pipelines) {
    this.store = setup.store();
    this.goesOn = setup.goesOn();
    this.surroundings = surroundings;
    this.ledger = ledger;
    this.pipelines = Map.copyOf(pipelines);
    this.commits = new CommitQueue(setup.store(), threads.timer());
    this.alarms = new Alarms(surroundings.clock(), threads.timer(), this::wake);
    this.notices = new Notices(this, threads, setup.given().notifications());
    this.standIns = setup.given().standIns();
    this.effects = new StartEffects(this, threads, new Perform(surroundings.redactor(), standIns));
  }

  Surroundings surroundings() {
    return surroundings;
  }

  StandIns standIns() {
    return standIns;
  }

  LedgerView ledger() {
    return ledger;
  }

  RunStore store() {
    return store;
  }

  CommitQueue commits() {
    return commits;
  }

  Waiters waiters() {
    return waiters;
  }

  Alarms alarms() {
    return alarms;
  }

  Notices notices() {
    return notices;
  }

  LockTable locks() {
    return effects.locks();
  }

  Map<PipelineName, Pipeline> pipelines() {
    return pipelines;
  }

  Pipeline pipeline(PipelineName name) {
    Pipeline pipeline = pipelines.get(name);
    if (pipeline == null) {
      throw new RefusedException(
          RefusedException.Reason.UNKNOWN_PIPELINE,
          "pipeline "
              + name
              + " is not among those of this engine "
              + pipelines.keySet()
              + "; open the engine with it");
    }
    return pipeline;
  }

  /** Does something to a run, loading it when nobody works on it. */
  CompletableFuture<Run> turn(RunId run, Function<Turn, List<StageName>> task) {
    return turn(run, task, false);
  }

  /** As {@link #turn}, also when the run has ended. */
  CompletableFuture<Run> noted(RunId run, Function<Turn, List<StageName>> task) {
    return turn(run, task, true);
  }

  private CompletableFuture<Run> turn(
      RunId run, Function<Turn, List<StageName>> task, boolean alsoEnded) {
    while (true) {
      Optional<CompletableFuture<Run>> taken = worker(run, alsoEnded).turn(task);
      if (taken.isPresent()) {
        return taken.get();
      }
    }
  }

  /** Begins a run that is not in the store yet. */
  CompletableFuture<Run> begin(Pipeline pipeline, RunId id, Function<Turn, List<StageName>> first) {
    RunWorker worker = new RunWorker(this, pipeline, Run.empty(id), pipeline.structure());
    synchronized (workers) {
      refuseWhenClosed(id);
      workers.put(id, worker);
    }
    return worker
        .turn(
            turn -> {
              List<StageName> concerned = first.apply(turn);
              return worker.takeUp(turn).isEmpty() ? concerned : List.of();
            })
        .orElseThrow();
  }

  /** Whether the run, which is in the store already, may go on or is only written about. */
  boolean goesOn(RunId run) {
    return goesOn.test(run);
  }

  /** As {@link #read}, but not read again when somebody works on it. */
  Optional<Run> present(RunId id) {
    RunWorker worker;
    synchronized (workers) {
      worker = workers.get(id);
    }
    return worker == null ? read(id) : Optional.of(worker.durable());
  }

  /** The run as its journal says; empty for an unknown one. */
  Optional<Run> read(RunId id) {
    List<JournalEntry> journal = store.read(id, 0);
    return journal.isEmpty() ? Optional.empty() : Optional.of(Run.of(id, journal));
  }

  private RunWorker worker(RunId id, boolean alsoEnded) {
    synchronized (workers) {
      refuseWhenClosed(id);
      RunWorker known = workers.get(id);
      if (known != null && !known.isResting()) {
        return known;
      }
      RunWorker loaded = load(id, alsoEnded);
      workers.put(id, loaded);
      return loaded;
    }
  }

  private void refuseWhenClosed(RunId id) {
    if (closed) {
      throw new RunStalledException(id, "its engine is closed");
    }
  }

  private RunWorker load(RunId id, boolean alsoEnded) {
    List<JournalEntry> journal = store.read(id, 0);
    if (journal.isEmpty()) {
      throw new UnknownRunException(id);
    }
    Run run = Run.of(id, journal);
    if (run.isEnded() && alsoEnded) {
      return new RunWorker(this, pipeline(run.pipeline()), run, null);
    }
    refuseEnded(run);
    Pipeline pipeline = pipeline(run.pipeline());
    PinnedStructure.conflict(store, pipeline, run, journal)
        .ifPresent(
            difference -> {
              throw new RefusedException(
                  RefusedException.Reason.STRUCTURE_CHANGED,
                  "run "
                      + id
                      + " is pinned to another structure of "
                      + pipeline.name()
                      + ": "
                      + difference);
            });
    return new RunWorker(this, pipeline, run, null);
  }

  static void refuseEnded(Run run) {
    if (run.isEnded()) {
      throw new RefusedException(
          RefusedException.Reason.ENDED,
          "run "
              + run.id()
              + " has ended "
              + run.status()
              + "; nothing can be done to it, start or rerun another");
    }
  }

  private void wake(RunId run) {
    try {
      Optional<RunWorker> worker = Optional.of(worker(run, false));
      worker.get().wake();
    } catch (RuntimeException e) {
      LOG.error("run {} could not be woken; resume it when the cause is mended", run, e);
    }
  }

  /** After the locks were restored: grants what a crash left free. */
  void grantFreeLocks() {
    locks().grantFree().forEach(effects::granted);
  }

  // What workers ask for.

  void noteDurable(JournalEntry entry, Run run) {
    Optional<EnvironmentName> freed = ledger.note(entry);
    surroundings.listeners().happened(entry, run);
    freed.ifPresent(environment -> new GiveOrders(this).wake(freed));
    notices.happened(entry);
  }

  void perform(RunWorker worker, Effect effect, Run run) {
    effects.start(worker, effect, run);
  }

  void forget(RunWorker worker) {
    synchronized (workers) {
      workers.remove(worker.id(), worker);
    }
  }

  void lost(RunWorker worker, @Nullable RuntimeException problem) {
    forget(worker);
    notices.forget(worker.id());
    alarms.clear(worker.id());
    if (problem != null) {
      LOG.error("run {} has stopped; resume it when the cause is mended", worker.id(), problem);
      waiters.fail(worker.id(), new RunStalledException(worker.id(), problem));
    }
  }

  /** Leaves every run where it is. */
  void close() {
    List<RunWorker> all;
    synchronized (workers) {
      closed = true;
      all = List.copyOf(workers.values());
      workers.clear();
    }
    all.forEach(RunWorker::abandon);
  }
}
