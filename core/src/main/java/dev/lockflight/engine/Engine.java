package dev.lockflight.engine;

import dev.lockflight.Decision;
import dev.lockflight.EnvironmentName;
import dev.lockflight.ItemPath;
import dev.lockflight.Ledger;
import dev.lockflight.LockflightException;
import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.plan.Change;
import dev.lockflight.plan.Plan;
import dev.lockflight.plan.PlannedStart;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunListener;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Runs pipelines durably: nothing happens before it is written, and what was interrupted goes on
 * when the store is opened again. Thread-safe.
 *
 * <pre>{@code
 * try (Engine engine = Engine.on(store).open(delivery)) {
 *   RunId run = engine.start(StartRequest.of("delivery", Cause.push("main", alice), Release.of(sha)));
 *   engine.approve(Answer.to(run, "data-owners", bob));
 *   Run ended = engine.ended(run).join();
 * }
 * }</pre>
 *
 * <p>Methods that change a run return when the change is durable, and throw a {@link
 * RefusedException} when it is not allowed, an {@link UnknownRunException} for an unknown run, or a
 * {@link RunStalledException} when the store could not be written.
 */
public final class Engine implements AutoCloseable {
  private final Works works;
  private final StartRuns starts;
  private final GiveOrders orders;
  private final RunStore.Ownership ownership;
  private final EngineThreads threads;
  private final Inbox inbox;

  private Engine(EngineSetup setup, List<Pipeline> pipelines) {
    EngineSetup.Given given = setup.given();
    this.ownership = setup.store().own(setup.owner());
    this.threads = given.threads() == null ? EngineThreads.pooled(16) : given.threads();
    LedgerView ledger = new LedgerView(setup.store());
    Surroundings surroundings =
        new Surroundings(
            given.clock(),
            given.secrets(),
            new Redactor(),
            ledger,
            setup.workspaces(),
            new Listeners());
    Map<PipelineName, Pipeline> byName = byName(pipelines);
    this.works = new Works(setup, threads, surroundings, ledger, byName);
    this.starts =
        new StartRuns(works, given.ids() == null ? new RunIds(given.clock()) : given.ids());
    this.orders = new GiveOrders(works);
    this.inbox = new Inbox(this, setup.store(), threads.timer());
  }

  private static Map<PipelineName, Pipeline> byName(List<Pipeline> pipelines) {
    Map<PipelineName, Pipeline> all = new LinkedHashMap<>();
    pipelines.forEach(pipeline -> all.put(pipeline.name(), pipeline));
    return all;
  }

  /** An engine on this store, which stays the caller's to close. */
  public static EngineSetup on(RunStore store) {
    return EngineSetup.on(store);
  }

  static Engine open(EngineSetup setup, List<Pipeline> pipelines) {
    Engine engine = new Engine(setup, pipelines);
    engine.works.surroundings().listeners().add(setup.listener());
    var unused = engine.works.ledger().readOrders();
    engine.works.notices().restore(setup.goesOn());
    new Recover(engine.works, setup.goesOn()).all();
    engine.works.notices().sendRestored();
    engine.inbox.open();
    return engine;
  }

  /** Creates a run and begins it. */
  public RunId start(StartRequest request) {
    return done(starts.start(request, request.origin())).id();
  }

  /** Starts what the plan shows, on behalf of who it was made for. */
  public RunId apply(Plan plan) {
    PlannedStart start = plan.start();
    return apply(plan, new StartRequest(start.pipeline(), start.cause(), start.release()));
  }

  /**
   * Starts a run that does what the plan shows; approvals are then bound to the plan's digest. What
   * changes after the start is for locks, gates and approvals to notice.
   *
   * @param request the plan's; who starts it may be another
   * @throws RefusedException PLAN_CHANGED when something the plan shows is no longer so, naming it;
   *     and as {@link #start} does
   */
  public RunId apply(Plan plan, StartRequest request) {
    List<Change> changes = plan.changesTo(plan(request));
    if (!changes.isEmpty()) {
      throw new RefusedException(
          RefusedException.Reason.PLAN_CHANGED,
          "plan "
              + plan.digest().brief()
              + " no longer holds: "
              + changes.stream().map(Change::toString).collect(Collectors.joining("; "))
              + "; nothing was started, look at a new plan");
    }
    return done(starts.start(request, request.origin().applying(plan.digest()))).id();
  }

  /** A new run of the same release that repeats a stage and what follows, and keeps the rest. */
  public RunId rerun(RunId run, String fromStage, Principal by, String reason) {
    return done(rerunSoon(new Requests.RerunBody(run, fromStage, by, reason))).id();
  }

  CompletableFuture<Run> rerunSoon(Requests.RerunBody wish) {
    return starts.rerun(wish.run(), StageName.of(wish.fromStage()), wish.by(), wish.reason());
  }

  /** Brings an environment back: restores its data and whatever its stage's rollback says. */
  public RunId rollback(
      EnvironmentName environment, RollbackTarget target, Principal by, String reason) {
    return done(rollbackSoon(new Requests.RollbackBody(environment, target, by, reason))).id();
  }

  CompletableFuture<Run> rollbackSoon(Requests.RollbackBody wish) {
    return starts.rollback(wish.environment(), wish.target(), wish.by(), wish.reason());
  }

  /**
   * Gives an order about an environment: a veto, a pin, a hold, or the end of one. It is durable
   * when this returns, and holds for every run that has not entered yet.
   *
   * @throws RefusedException NOT_WAITING when it takes back what does not stand
   */
  public void order(Order order) {
    orders.give(order);
  }

  public Run approve(Answer answer) {
    return decide(answer, Decision.Answer.APPROVE);
  }

  public Run reject(Answer answer) {
    return decide(answer, Decision.Answer.REJECT);
  }

  private Run decide(Answer answer, Decision.Answer said) {
    return turn(answer.run(), new DecideApproval(answer, said)::in);
  }

  /**
   * Stops what is under way, waits for its end, runs the ALWAYS steps, and ends the run ABORTED.
   */
  public Run abort(RunId run, Principal by, String reason) {
    return turn(run, turn -> Operate.abort(turn, by, reason));
  }

  /** Decides about a step that waits for a person. */
  public Run resolve(RunId run, ItemPath step, Resolution resolution, Principal by, String reason) {
    return turn(run, turn -> Operate.resolve(turn, step, resolution, by, reason));
  }

  /** Opens a pending gate against its verdict; only who the gate says may. */
  public Run override(RunId run, ItemPath gate, Principal by, String reason) {
    return turn(run, turn -> Operate.override(turn, gate, by, reason));
  }

  /** Goes on with a run that stalled, or was left because its pipeline was not there. */
  public Run resume(RunId run, Principal by, String reason) {
    return turn(run, turn -> Recover.resumed(turn, by, reason));
  }

  /** The run as its journal says now. */
  public Optional<Run> find(RunId run) {
    return works.read(run);
  }

  public List<RunSummary> list(RunStore.Query query) {
    return works.store().list(query);
  }

  public List<JournalEntry> journal(RunId run) {
    return works.store().read(run, 0);
  }

  /** Everything that keeps the run from going on, who can clear it, and when; empty when ended. */
  public List<Blocker> explain(RunId run) {
    Run found = find(run).orElseThrow(() -> new UnknownRunException(run));
    return Blocker.all(works.pipeline(found.pipeline()), found);
  }

  /** What a run would do, found out without any side effect. */
  public Plan plan(StartRequest request) {
    return Planner.on(works.store(), works.surroundings().clock())
        .with(works.standIns())
        .plan(works.pipeline(request.pipeline()), request);
  }

  /** What is deployed where. */
  public Ledger ledger() {
    return works.ledger();
  }

  /** Completed when the run has ended; exceptionally when it stalled or the engine was closed. */
  public CompletableFuture<Run> ended(RunId run) {
    return when(run, Run::isEnded);
  }

  /** Completed when the run has ended or only waits for people, time or other runs. */
  public CompletableFuture<Run> settled(RunId run) {
    return when(run, each -> each.isEnded() || each.status() == RunStatus.WAITING);
  }

  private CompletableFuture<Run> when(RunId id, Predicate<Run> until) {
    CompletableFuture<Run> future = works.waiters().add(id, until);
    Run now = works.present(id).orElseThrow(() -> new UnknownRunException(id));
    works.waiters().update(now);
    return future;
  }

  /** Tells the listener everything from now on, until the returned handle is closed. */
  public AutoCloseable follow(RunListener listener) {
    Listeners listeners = works.surroundings().listeners();
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }

  /**
   * Leaves every run where it is; the next engine on the store goes on. Calls that are running are
   * interrupted, and repeated then. Threads the engine made are ended; the store stays open.
   */
  @Override
  public void close() {
    inbox.close();
    works.notices().close();
    works.close();
    threads.release().run();
    works.waiters().failAll(new EngineClosedException());
    ownership.close();
  }

  /** What triggers share with the engine they start runs on. */
  Works works() {
    return works;
  }

  EngineThreads threads() {
    return threads;
  }

  private Run turn(RunId run, Function<Turn, List<StageName>> task) {
    return done(turnSoon(run, task));
  }

  /** Completed when what was decided is durable; for those that must not wait. */
  CompletableFuture<Run> turnSoon(RunId run, Function<Turn, List<StageName>> task) {
    return works.turn(
        run,
        turn -> {
          Works.refuseEnded(turn.run());
          return task.apply(turn);
        });
  }

  private static Run done(CompletableFuture<Run> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof LockflightException known) {
        throw known;
      }
      throw e;
    }
  }
}
