package dev.lockflight.connector.cli;

import dev.lockflight.Order;
import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.Requests;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreOwnedException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Has something done to a run, or an order given: by the process that owns the store, else by this
 * one, which then owns it for a moment and lets no other run go on.
 */
final class Deliver {
  /** An owner looks for requests four times a second. */
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final long LOOK_MILLIS = 100;

  static final String HERE = "this process";

  /** What came of it. */
  record Done(RunId run, String by, String result) {}

  private record Told(String by, String message) {}

  /**
   * The two ways to do the same.
   *
   * @param asked leaves the request for the owner, and tells its id
   * @param here does it with an engine of this process
   */
  record Wish(Function<Requests, String> asked, Function<Engine, Run> here) {}

  private final Session session;
  private final RunStore store;

  Deliver(Session session, RunStore store) {
    this.session = session;
    this.store = store;
  }

  /** Only what the wish itself writes is written; the run goes on when it is resumed. */
  Done recorded(RunId run, Wish wish) {
    if (store.owner().isPresent()) {
      return asked(run, wish);
    }
    try (Engine engine = open()) {
      return new Done(run, HERE, wish.here().apply(engine).toString());
    } catch (StoreOwnedException e) {
      return asked(run, wish);
    }
  }

  /**
   * The run goes on as far as it can in this process, when no other one has it. First it is written
   * and only then the run is taken up, so that what was interrupted is not begun again.
   */
  Done carriedOut(RunId run, Wish wish) {
    Done done = recorded(run, wish);
    if (!done.by().equals(HERE)) {
      return done;
    }
    long before = read(run).seq();
    try (Engine engine = open(run)) {
      Run now = engine.find(run).orElseThrow();
      while (!now.isEnded() && (now.seq() == before || now.status() != RunStatus.WAITING)) {
        pause();
        now = engine.find(run).orElseThrow();
      }
      return new Done(run, HERE, now.toString());
    }
  }

  /** The order stands when this returns; who took it. */
  String ordered(Order order) {
    if (store.owner().isPresent()) {
      return asked(to -> to.order(order)).by();
    }
    try (Engine engine = open()) {
      engine.order(order);
      return HERE;
    } catch (StoreOwnedException e) {
      return asked(to -> to.order(order)).by();
    }
  }

  private Engine open(RunId... goingOn) {
    Pipeline[] pipelines = session.tool().pipelines().toArray(new Pipeline[0]);
    return session.engine(store).goingOnOnlyWith(goingOn).open(pipelines);
  }

  private Run read(RunId run) {
    return Run.of(run, store.read(run, 0));
  }

  private Done asked(RunId run, Wish wish) {
    Told told = asked(wish.asked());
    return new Done(run, told.by(), told.message());
  }

  private Told asked(Function<Requests, String> ask) {
    String owner = store.owner().orElse("another process");
    String request = ask.apply(Requests.to(store));
    Instant end = session.tool().place().clock().instant().plus(PATIENCE);
    Optional<Requests.Outcome> answer = Requests.to(store).answer(request);
    while (answer.isEmpty()
        && store.owner().isPresent()
        && session.tool().place().clock().instant().isBefore(end)) {
      pause();
      answer = Requests.to(store).answer(request);
    }
    Requests.Outcome outcome = answer.orElseThrow(() -> silent(owner));
    if (!outcome.isDone()) {
      throw new CommandFailedException(ExitCode.REFUSED, outcome.message());
    }
    return new Told(owner, outcome.message());
  }

  private CommandFailedException silent(String owner) {
    return new CommandFailedException(
        ExitCode.STORE,
        store.owner().isPresent()
            ? owner
                + " owns the store and did not answer within "
                + PATIENCE.toSeconds()
                + " s; the request stays for it, look at status before you repeat it"
            : owner + " ended before it answered; resume goes on and takes up the request");
  }

  private static void pause() {
    try {
      var unused = new CountDownLatch(1).await(LOOK_MILLIS, TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CommandFailedException(ExitCode.INTERRUPTED, "interrupted before the answer came");
    }
  }
}
