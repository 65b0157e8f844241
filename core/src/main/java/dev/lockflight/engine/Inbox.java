package dev.lockflight.engine;

import dev.lockflight.json.Json;
import dev.lockflight.run.Run;
import dev.lockflight.store.RunStore;
import java.time.Duration;
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
      store.requests().forEach(this::handle);
    } catch (RuntimeException e) {
      if (closed) {
        return;
      }
      LOG.warn("requests of other processes could not be read; looking again", e);
    }
    timer.after(LOOK_EVERY, this::look);
  }

  private void handle(RunStore.Request request) {
    Requests.Outcome outcome;
    try {
      Run run = obey(request);
      outcome = new Requests.Outcome(true, run.toString());
    } catch (RuntimeException e) {
      outcome = new Requests.Outcome(false, Contexts.told(e));
    }
    store.answer(request.id(), Json.write(outcome));
  }

  private Run obey(RunStore.Request request) {
    return switch (request.kind()) {
      case "approve" -> engine.approve(Json.read(request.body(), Answer.class));
      case "reject" -> engine.reject(Json.read(request.body(), Answer.class));
      case "abort" -> {
        Requests.AbortBody body = Json.read(request.body(), Requests.AbortBody.class);
        yield engine.abort(body.run(), body.by(), body.reason());
      }
      case "resolve" -> {
        Requests.ResolveBody body = Json.read(request.body(), Requests.ResolveBody.class);
        yield engine.resolve(body.run(), body.step(), body.resolution(), body.by(), body.reason());
      }
      default ->
          throw new RefusedException(
              RefusedException.Reason.NOT_WAITING,
              "the owner of the store does not know the request '" + request.kind() + "'");
    };
  }
}
