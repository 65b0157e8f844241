package dev.lockflight.engine;

import dev.lockflight.Decision;
import dev.lockflight.Order;
import dev.lockflight.json.Json;
import dev.lockflight.json.OrderJson;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what other processes ask for through a shared store. No database tells an owner of a new row
 * in the same way, so this looks, four times a second; a store nobody shares is not looked at.
 */
final class Inbox {
  private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final Engine engine;
  private final RunStore store;
  private final Timer timer;

  /** Requests that were obeyed, as long as the store still lists them as not answered. */
  private final Set<String> underWay = ConcurrentHashMap.newKeySet();

  private volatile boolean closed;

  Inbox(Engine engine, RunStore store, Timer timer) {
    this.engine = engine;
    this.store = store;
    this.timer = timer;
  }

  void open() {
    if (store.isShared()) {
      timer.after(LOOK_EVERY, this::look);
    }
  }

  void close() {
    closed = true;
  }

  private void look() {
    if (closed) {
      return;
    }
    try {
      List<RunStore.Request> open = store.requests();
      underWay.retainAll(open.stream().map(RunStore.Request::id).toList());
      open.forEach(this::handle);
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      LOG.warn("requests of other processes could not be read; looking again", e);
    }
    timer.after(LOOK_EVERY, this::look);
  }

  /** Nothing here may wait for a commit: the timer's thread may be the one that has to write it. */
  private void handle(RunStore.Request request) {
    if (!underWay.add(request.id())) {
      return;
    }
    CompletableFuture<?> obeyed;
    try {
      obeyed = obey(request);
    } catch (RuntimeException e) {
      obeyed = CompletableFuture.failedFuture(e);
    }
    var unused = obeyed.whenComplete((done, e) -> answer(request, done, e));
  }

  private void answer(
      RunStore.Request request, @Nullable Object done, @Nullable Throwable problem) {
    if (problem instanceof RunStalledException && closed) {
      return;
    }
    Requests.Outcome outcome =
        problem == null
            ? new Requests.Outcome(true, String.valueOf(done))
            : new Requests.Outcome(false, Contexts.told(problem));
    try {
      store.answer(request.id(), Json.write(outcome));
    } catch (RuntimeException e) {
      LOG.warn("request {} could not be answered; trying again", request.id(), e);
      boolean unused = underWay.remove(request.id());
    }
  }

  private CompletableFuture<?> obey(RunStore.Request request) {
    return switch (request.kind()) {
      case "approve" -> decide(request, Decision.Answer.APPROVE);
      case "reject" -> decide(request, Decision.Answer.REJECT);
      case "abort" -> {
        Requests.AbortBody body = Json.read(request.body(), Requests.AbortBody.class);
        yield engine.turnSoon(body.run(), turn -> Operate.abort(turn, body.by(), body.reason()));
      }
      case "resolve" -> {
        Requests.ResolveBody body = Json.read(request.body(), Requests.ResolveBody.class);
        yield engine.turnSoon(
            body.run(),
            turn ->
                Operate.resolve(turn, body.step(), body.resolution(), body.by(), body.reason()));
      }
      case "order" -> {
        Requests.OrderBody body = Json.read(request.body(), Requests.OrderBody.class);
        Order order = OrderJson.read(body.type(), body.order());
        engine.order(order);
        yield CompletableFuture.completedFuture(order);
      }
      case "rerun" -> engine.rerunSoon(Json.read(request.body(), Requests.RerunBody.class));
      case "rollback" ->
          engine.rollbackSoon(Json.read(request.body(), Requests.RollbackBody.class));
      default ->
          throw new RefusedException(
              RefusedException.Reason.NOT_WAITING,
              "the owner of the store does not know the request '" + request.kind() + "'");
    };
  }

  private CompletableFuture<Run> decide(RunStore.Request request, Decision.Answer said) {
    Answer answer = Json.read(request.body(), Answer.class);
    return engine.turnSoon(answer.run(), new DecideApproval(answer, said)::in);
  }
}
