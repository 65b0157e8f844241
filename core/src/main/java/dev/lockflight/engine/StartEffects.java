package dev.lockflight.engine;

import dev.lockflight.Call;
import dev.lockflight.EnvironmentName;
import dev.lockflight.ItemPath;
import dev.lockflight.RemoteOperation.Handle;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.StageNode;
import dev.lockflight.engine.EngineTask.Kind;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StageRun;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts what a turn decided, once it is durable. */
final class StartEffects {
  private static final Logger LOG = LoggerFactory.getLogger(StartEffects.class);

  private final Works works;
  private final EngineThreads threads;
  private final Perform perform;
  private final LockTable locks = new LockTable();

  StartEffects(Works works, EngineThreads threads, Perform perform) {
    this.works = works;
    this.threads = threads;
    this.perform = perform;
  }

  LockTable locks() {
    return locks;
  }

  void start(RunWorker worker, Effect effect, Run run) {
    if (effect instanceof Effect.RunStep step) {
      runStep(worker, step.attempt(), run);
    } else if (effect instanceof Effect.PollStep step) {
      pollStep(worker, step.attempt(), run);
    } else if (effect instanceof Effect.StopStep step) {
      stopStep(worker, step.attempt(), run);
    } else if (effect instanceof Effect.AskGate gate) {
      askGate(worker, gate, run);
    } else if (effect instanceof Effect.WantLock lock) {
      LockTable.Claimant claimant = claimant(run, lock.stage());
      tell(lock.environment(), locks.request(lock.environment(), claimant, lock.rule()));
    } else if (effect instanceof Effect.FreeLock lock) {
      tell(lock.environment(), locks.release(lock.environment(), claimant(run, lock.stage())));
    }
  }

  private static LockTable.Claimant claimant(Run run, StageName stage) {
    return new LockTable.Claimant(run.id(), stage, run.createdAt());
  }

  private void runStep(RunWorker worker, Attempt attempt, Run run) {
    InFlight.Work work = worker.work(attempt.path());
    boolean call = attempt.step().operation() instanceof Call;
    execute(
        new Task(
            new About(call ? Kind.CALL : Kind.SUBMIT, run.id(), attempt.path(), attempt.number()),
            work,
            () -> {
              if (worker.isDead()) {
                return;
              }
              StepView view = worker.contexts().of(run, attempt);
              work.by(Thread.currentThread());
              StepResult result = perform.run(attempt, view);
              letGo(work);
              threads.conclude(() -> worker.ended(attempt, result));
            }));
  }

  private void pollStep(RunWorker worker, Attempt attempt, Run run) {
    execute(
        new Task(
            new About(Kind.POLL, run.id(), attempt.path(), attempt.number()),
            worker.work(attempt.path()),
            () -> {
              if (worker.isDead()) {
                return;
              }
              StepView view = worker.contexts().of(run, attempt);
              worker
                  .handle(attempt, run)
                  .ifPresent(handle -> worker.ended(attempt, perform.poll(attempt, handle, view)));
            }));
  }

  private void stopStep(RunWorker worker, Attempt attempt, Run run) {
    worker
        .handle(attempt, run)
        .ifPresent(
            handle ->
                execute(
                    new Task(
                        new About(Kind.CANCEL, run.id(), attempt.path(), attempt.number()),
                        worker.work(attempt.path()),
                        () -> cancel(worker, attempt, handle, run))));
  }

  /** Looks at once whether it has ended, instead of when the next poll was due. */
  private void cancel(RunWorker worker, Attempt attempt, Handle handle, Run run) {
    perform.cancel(attempt, handle, worker.contexts().of(run, attempt));
    var unused =
        worker.turn(
            turn -> {
              turn.inFlight().find(attempt.path()).ifPresent(work -> work.pollBy(turn.now()));
              return List.of(attempt.node().name());
            });
  }

  private void askGate(RunWorker worker, Effect.AskGate effect, Run run) {
    InFlight.Work work = worker.work(effect.path());
    execute(
        new Task(
            new About(Kind.GATE, run.id(), effect.path(), 0),
            work,
            () -> {
              if (worker.isDead()) {
                return;
              }
              work.by(Thread.currentThread());
              var verdict = worker.contexts().askInTheWorld(run, effect);
              letGo(work);
              threads.conclude(() -> worker.answered(effect, verdict));
            }));
  }

  private void execute(Task task) {
    threads.steps().execute(task);
  }

  /** What a task is about. */
  private record About(Kind kind, RunId run, ItemPath item, int attempt) {}

  /** What threads are given, labelled. */
  private record Task(About about, InFlight.Work work, Runnable what) implements EngineTask {
    @Override
    public void run() {
      what.run();
    }

    @Override
    public Kind kind() {
      return about.kind;
    }

    @Override
    public RunId ofRun() {
      return about.run;
    }

    @Override
    public ItemPath item() {
      return about.item;
    }

    @Override
    public int attempt() {
      return about.attempt;
    }

    @Override
    public boolean isStopped() {
      return work.isStopped();
    }
  }

  /**
   * The thread belongs to the pool again; an interruption meant for the step must not follow it.
   */
  private static void letGo(InFlight.Work work) {
    work.by(null);
    Thread.interrupted();
  }

  // Locks.

  /** Tells the runs concerned what the lock table answered. */
  void tell(EnvironmentName environment, LockTable.Answer answer) {
    answer.granted().ifPresent(claimant -> granted(environment, claimant));
    answer
        .refused()
        .ifPresent(
            claimant ->
                leave(
                    claimant,
                    RunStatus.REJECTED,
                    "environment "
                        + environment
                        + " is in use by "
                        + locks
                            .holder(environment)
                            .map(h -> h.run().value())
                            .orElse("another run")));
    answer
        .superseded()
        .forEach(
            claimant ->
                leave(
                    claimant,
                    RunStatus.SUPERSEDED,
                    "a newer release waits for environment " + environment));
  }

  void granted(EnvironmentName environment, LockTable.Claimant claimant) {
    post(
        claimant,
        turn -> {
          StageRun stage = turn.run().stage(claimant.stage());
          boolean waits =
              stage.isActive() && stage.lock().map(claim -> !claim.held()).orElse(false);
          if (waits) {
            turn.happened(new StageEvent.LockAcquired(claimant.stage(), environment));
          } else if (!stage.lock().map(LockClaim::held).orElse(false)) {
            turn.then(new Effect.FreeLock(claimant.stage(), environment));
          }
          return List.of(claimant.stage());
        });
  }

  private void leave(LockTable.Claimant claimant, RunStatus status, String reason) {
    post(
        claimant,
        turn -> {
          Optional<StageNode> node = turn.pipeline().graph().find(claimant.stage());
          StageRun stage = turn.run().stage(claimant.stage());
          boolean waits =
              stage.isActive() && stage.lock().map(claim -> !claim.held()).orElse(false);
          if (node.isPresent() && waits) {
            new StageRoute(turn, node.get()).end(status, reason);
          }
          return List.of(claimant.stage());
        });
  }

  private void post(
      LockTable.Claimant claimant, java.util.function.Function<Turn, List<StageName>> task) {
    try {
      var unused =
          works
              .turn(claimant.run(), task)
              .whenComplete(
                  (run, problem) -> {
                    if (problem != null) {
                      LOG.warn("{} could not be told about its lock", claimant, problem);
                    }
                  });
    } catch (RuntimeException e) {
      LOG.warn("{} could not be told about its lock", claimant, e);
    }
  }
}
