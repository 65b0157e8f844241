package dev.lockflight.connector.cli;

import dev.lockflight.LockflightException;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiFunction;

/**
 * Owns the store, does something to a run, and stays with the run until it has ended, waits and may
 * be left, or somebody interrupts.
 */
final class RunSession {
  private final Session session;
  private final RunStore store;
  private final StayOptions stay;
  private final CountDownLatch interrupted = new CountDownLatch(1);

  RunSession(Session session, RunStore store, StayOptions stay) {
    this.session = session;
    boolean hearsSignals = session.tool().given().signals() != Signals.NONE;
    this.store = hearsSignals ? new InterruptibleStore(store, interrupted) : store;
    this.stay = stay;
  }

  /** Begins a run, or goes on with one, and tells its id. */
  ExitCode stayWith(Pipeline pipeline, BiFunction<Engine, Principal, RunId> begin) {
    Focus focus = new Focus();
    Tool tool = session.tool();
    Engine engine =
        session.engine(store).followedBy(focus).open(tool.pipelines().toArray(new Pipeline[0]));
    Signals.Watch watch = tool.given().signals().on(() -> leave(engine));
    try {
      Principal person = tool.user();
      RunId id = begin.apply(engine, person);
      Optional<Run> left = watch(engine, focus, new Watched(pipeline, id, person));
      return left.isEmpty() ? interrupted(id) : told(left.get());
    } catch (LockflightException | CompletionException e) {
      if (interrupted.getCount() == 0) {
        session.printer().note("interrupted; status lists what is left, resume goes on");
        return ExitCode.INTERRUPTED;
      }
      throw e;
    } finally {
      watch.close();
      engine.close();
    }
  }

  private record Watched(Pipeline pipeline, RunId id, Principal person) {}

  private Optional<Run> watch(Engine engine, Focus focus, Watched run) {
    WatchRun watch =
        new WatchRun(engine, focus, interrupted, each -> mayLeave(run.pipeline(), each));
    try {
      Optional<Run> left = watch(watch, engine, focus, run);
      if (left.isPresent()) {
        watch.letOthersSettle(session.printer());
      }
      return left;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }

  private Optional<Run> watch(WatchRun watch, Engine engine, Focus focus, Watched run)
      throws InterruptedException {
    Tool tool = session.tool();
    try (RunScreen screen =
        RunScreen.of(tool.terminal(), run.pipeline(), tool.place().clock(), session.isJson())) {
      focus.on(run.id(), screen.listener());
      return watch.until(run.id(), attendant(engine, run, screen), screen);
    }
  }

  private boolean mayLeave(Pipeline pipeline, Run run) {
    return stay.noWait
        && !(stay.yes && !PendingApproval.of(pipeline, run).isEmpty())
        && Standstill.is(pipeline, run, session.tool().place().clock().instant());
  }

  private Attendant attendant(Engine engine, Watched run, RunScreen screen) {
    if (stay.yes) {
      return new SaysYes(engine, run.pipeline(), run.person());
    }
    Tool tool = session.tool();
    return tool.terminal().isInteractive() && !session.isJson() && !stay.noWait
        ? new Prompt(engine, run.pipeline(), run.person(), tool.terminal(), screen)
        : new Hints(run.pipeline(), session);
  }

  /** Closing at once keeps what Ctrl-C does to child processes out of the journal. */
  private void leave(Engine engine) {
    interrupted.countDown();
    engine.close();
  }

  private ExitCode interrupted(RunId id) {
    session
        .printer()
        .note("left run " + id + " where it is; go on with: " + session.command("resume", id));
    return ExitCode.INTERRUPTED;
  }

  private ExitCode told(Run run) {
    ExitCode code = ExitCode.of(run.status());
    String text = run.toString();
    if (code == ExitCode.WAITING) {
      text += "\nleft where it is; see " + session.command("explain", run.id());
    } else if (code != ExitCode.SUCCEEDED) {
      text += "\nsee " + session.command("report", run.id());
    }
    session.printer().show(new RunEnding(run, code), text);
    return code;
  }
}
