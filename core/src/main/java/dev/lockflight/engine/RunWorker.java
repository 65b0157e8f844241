package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Structure;
import dev.lockflight.Verdict;
import dev.lockflight.run.ItemKey;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepRun;
import dev.lockflight.store.Append;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Takes one run through its turns. Everything that concerns the run comes through its mailbox, so
 * that turns follow one another; what a turn decides is written before it has any effect.
 */
final class RunWorker {
  private static final Duration NAP = Duration.ofSeconds(10);

  private final Works works;
  private final Pipeline pipeline;
  private final RunId id;
  private final Contexts contexts;
  private final AdvanceRun advance;
  private final InFlight inFlight = new InFlight();
  private final Wakes wakes = new Wakes();
  private final Claims claims = new Claims();
  private final Mailbox mailbox = new Mailbox();
  private final AtomicInteger unwritten = new AtomicInteger();
  private final boolean goesOn;
  private Run run;
  private volatile Run durable;
  private @Nullable Structure structure;
  private volatile boolean dead;

  /**
   * A worker for a run as its journal says, which it takes up before anything else, or for a new
   * one.
   *
   * @param structure to be written with the first append of a new run; null for others
   */
  RunWorker(Works works, Pipeline pipeline, Run run, @Nullable Structure structure) {
    this.works = works;
    this.pipeline = pipeline;
    this.id = run.id();
    this.run = run;
    this.durable = run;
    this.structure = structure;
    this.goesOn = !run.isEnded() && (structure != null || works.goesOn(id));
    this.contexts = new Contexts(works.surroundings(), works.standIns());
    this.advance = new AdvanceRun(contexts);
    run.stages().values().forEach(claims::restore);
    if (structure == null && goesOn) {
      mailbox.seed(() -> take(this::takeUp, new CompletableFuture<>()));
    }
  }

  RunId id() {
    return id;
  }

  /** The run as its journal says, for any thread. */
  Run durable() {
    return durable;
  }

  /**
   * Does something to the run: the task decides in a turn and says which stages that concerns.
   *
   * @return completed when what the turn decided is durable; with the task's exception when it
   *     threw; empty when the worker has gone to rest and another must be asked for
   */
  Optional<CompletableFuture<Run>> turn(Function<Turn, List<StageName>> task) {
    CompletableFuture<Run> done = new CompletableFuture<>();
    boolean taken = mailbox.post(() -> take(task, done));
    works.commits().write();
    return taken ? Optional.of(done) : Optional.empty();
  }

  /** Goes on where the journal stands, or begins. */
  List<StageName> takeUp(Turn turn) {
    advance.takeUp(turn);
    return List.of();
  }

  /** The time has come that some stage waits for. */
  void wake() {
    var unused = turn(turn -> wakes.due(turn.now()));
  }

  private void take(Function<Turn, List<StageName>> task, CompletableFuture<Run> done) {
    if (dead) {
      done.completeExceptionally(new RunStalledException(id, "its engine is closed or failed"));
      return;
    }
    Turn turn =
        new Turn(
            pipeline,
            run,
            works.surroundings().clock().instant(),
            inFlight,
            works.ledger(),
            works.locks());
    try {
      List<StageName> concerned = task.apply(turn);
      if (goesOn) {
        advance.advance(turn, concerned);
      }
    } catch (RuntimeException e) {
      refuseOrDie(turn, e, done);
      return;
    }
    turn.whenDurable(() -> complete(turn, done));
    finish(turn, done);
  }

  private static void complete(Turn turn, CompletableFuture<Run> done) {
    RuntimeException refusal = turn.refusal();
    var unused = refusal == null ? done.complete(turn.run()) : done.completeExceptionally(refusal);
  }

  /** A refusal changes nothing; anything else, after events were decided, leaves the run unsure. */
  private void refuseOrDie(Turn turn, RuntimeException problem, CompletableFuture<Run> done) {
    done.completeExceptionally(problem);
    if (!turn.entries().isEmpty() || !(problem instanceof dev.lockflight.LockflightException)) {
      die(problem);
    }
  }

  private void finish(Turn turn, CompletableFuture<Run> done) {
    run = turn.run();
    turn.wakes().forEach(wakes::put);
    turn.entries().forEach(claims::note);
    if (turn.entries().isEmpty()) {
      effectsOf(turn);
      rest(turn.now());
      return;
    }
    Append append = new Append(List.copyOf(turn.entries()), summary(turn), structure);
    structure = null;
    unwritten.incrementAndGet();
    works
        .commits()
        .add(
            new CommitQueue.Pending(
                works.store().prepare(append),
                () -> !dead,
                () -> durable(turn),
                problem -> {
                  done.completeExceptionally(problem);
                  die(problem);
                }));
  }

  private RunSummary summary(Turn turn) {
    var waits = Waits.of(pipeline, run, claims, inFlight.isEmpty(), nextMoment(turn));
    return run.summary(works.notices().marked(waits, turn));
  }

  /** A run that must not go on here is due as soon as an engine is opened that may. */
  private Optional<Instant> nextMoment(Turn turn) {
    return goesOn ? wakes.earliest() : Optional.of(turn.now());
  }

  private void durable(Turn turn) {
    for (JournalEntry entry : turn.entries()) {
      works.noteDurable(entry, turn.run());
    }
    durable = turn.run();
    unwritten.decrementAndGet();
    effectsOf(turn);
    works.waiters().update(turn.run());
    var unused = mailbox.post(() -> rest(works.surroundings().clock().instant()));
  }

  private void effectsOf(Turn turn) {
    if (!dead) {
      turn.effects().forEach(effect -> works.perform(this, effect, turn.run()));
    }
    turn.whenDurable().forEach(Runnable::run);
  }

  /**
   * Sets the alarm, and goes to rest when nothing is under way: waiting runs cost rows, not heap.
   */
  private void rest(Instant now) {
    Optional<Instant> next = run.isEnded() ? Optional.empty() : wakes.earliest();
    next.ifPresentOrElse(at -> works.alarms().set(id, at), () -> works.alarms().clear(id));
    boolean idle = inFlight.isEmpty() && unwritten.get() == 0 && !dead;
    boolean farOff = next.isEmpty() || next.get().isAfter(now.plus(NAP));
    if (idle && (run.isEnded() || farOff) && mailbox.closeIfEmpty()) {
      works.forget(this);
    }
  }

  private void die(RuntimeException problem) {
    dead = true;
    mailbox.close();
    inFlight.stopAll("its engine failed");
    works.lost(this, problem);
  }

  /** Leaves everything where it is, as a crash would; what is running is interrupted. */
  void abandon() {
    dead = true;
    mailbox.close();
    inFlight.stopAll("the engine is being closed");
  }

  /** Whether it has gone to rest, so that another worker must be made. */
  boolean isResting() {
    return mailbox.isClosed();
  }

  boolean isDead() {
    return dead;
  }

  // What threads of steps and gates tell.

  void ended(Attempt attempt, StepResult result) {
    var unused =
        turn(
            turn -> {
              Optional<InFlight.Work> work = inFlight.find(attempt.path());
              Optional<StepRun> step =
                  turn.run().stage(attempt.node().name()).step(ItemKey.of(attempt.path()));
              boolean present =
                  step.isPresent()
                      && step.get().attempt() == attempt.number()
                      && step.get().state().isUnderWay();
              if (work.isEmpty() || !present) {
                return List.of();
              }
              new NoteResult(turn, attempt, work.get()).note(result);
              return List.of(attempt.node().name());
            });
  }

  void answered(Effect.AskGate effect, Verdict verdict) {
    var unused =
        turn(
            turn -> {
              inFlight.end(effect.path());
              StageName stage = effect.node().name();
              boolean current =
                  turn.run().stage(stage).isActive()
                      && turn.run().stage(stage).phase() == effect.path().phase();
              if (current && !isOverridden(turn, effect)) {
                turn.happened(new StageEvent.GateDecided(effect.path(), verdict));
              }
              return List.of(stage);
            });
  }

  /** Somebody opened the gate while it was being asked: what it says now comes too late. */
  private static boolean isOverridden(Turn turn, Effect.AskGate effect) {
    return turn.run()
        .stage(effect.node().name())
        .gate(ItemKey.of(effect.path()))
        .filter(gate -> gate.verdict().status() == Verdict.Status.OVERRIDDEN)
        .isPresent();
  }

  /** The handle under which the remote side knows the present attempt. */
  Optional<Handle> handle(Attempt attempt, Run seen) {
    return seen.stage(attempt.node().name())
        .step(ItemKey.of(attempt.path()))
        .flatMap(step -> Optional.ofNullable(step.handle()))
        .map(Handle::new);
  }

  InFlight.Work work(dev.lockflight.ItemPath path) {
    return inFlight.find(path).orElseGet(InFlight.Work::new);
  }

  Contexts contexts() {
    return contexts;
  }

  List<StageName> active() {
    return new ArrayList<>(advance.active());
  }
}
