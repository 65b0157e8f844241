package dev.lockflight.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Lets a watch look when it is time: on the engine's threads for steps, because it may block, one
 * look at a time. After a failure it waits twice as long as before. Thread-safe.
 */
final class Lookout {
  /** So that a clock that was set is noticed. */
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final Duration FIRST_RETRY = Duration.ofSeconds(5);
  private static final Duration LAST_RETRY = Duration.ofMinutes(5);

  private final Watch watch;
  private final Engine engine;
  private final Consumer<TriggerEvent> tell;
  private boolean looking;
  private boolean called;
  private boolean closed;
  private int failures;
  private long armed;

  Lookout(Watch watch, Engine engine, Consumer<TriggerEvent> tell) {
    this.watch = watch;
    this.engine = engine;
    this.tell = tell;
  }

  /** Looks soon, also when it is looking just now. */
  synchronized void call() {
    if (closed) {
      return;
    }
    if (looking) {
      called = true;
      return;
    }
    looking = true;
    Instant woken = now();
    engine.threads().steps().execute(() -> look(woken));
  }

  synchronized void close() {
    closed = true;
  }

  private synchronized boolean isClosed() {
    return closed;
  }

  private void look(Instant woken) {
    if (isClosed()) {
      return;
    }
    try {
      Optional<Instant> next = watch.look(woken);
      succeeded(next);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // only the end of the engine interrupts
    } catch (Exception e) {
      failed(e);
    }
  }

  private void succeeded(Optional<Instant> next) {
    int before;
    synchronized (this) {
      before = failures;
      failures = 0;
    }
    if (before > 0) {
      tell.accept(new TriggerEvent.Recovered(watch.what(), before));
    }
    rest(next);
  }

  private void failed(Exception problem) {
    if (isClosed()) {
      return;
    }
    int now;
    synchronized (this) {
      now = ++failures;
    }
    Duration wait = FIRST_RETRY.multipliedBy(1L << Math.min(now - 1, 10));
    Instant again = now().plus(wait.compareTo(LAST_RETRY) > 0 ? LAST_RETRY : wait);
    tell.accept(new TriggerEvent.Failed(watch.what(), Contexts.told(problem), now, again));
    rest(Optional.of(again));
  }

  private synchronized void rest(Optional<Instant> next) {
    looking = false;
    if (closed) {
      return;
    }
    if (called) {
      called = false;
      call();
      return;
    }
    next.ifPresent(this::arm);
  }

  private void arm(Instant at) {
    long mine = ++armed;
    Duration delay = Duration.between(now(), at);
    engine
        .threads()
        .timer()
        .after(delay.compareTo(LONGEST) > 0 ? LONGEST : delay, () -> ring(mine));
  }

  /** A later look has armed it anew, unless this is the newest. */
  private synchronized void ring(long mine) {
    if (mine == armed) {
      call();
    }
  }

  private Instant now() {
    return engine.works().surroundings().clock().instant();
  }
}
