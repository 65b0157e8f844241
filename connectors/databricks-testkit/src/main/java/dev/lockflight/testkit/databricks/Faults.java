package dev.lockflight.testkit.databricks;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** What goes wrong in a workspace. Thread-safe. */
public final class Faults {
  private final List<Counted> faults = new ArrayList<>();
  private final CountDownLatch closed = new CountDownLatch(1);
  private int struck;

  Faults() {}

  private static final class Counted {
    final Fault fault;
    int count;

    Counted(Fault fault) {
      this.fault = fault;
    }
  }

  /** From now on. Of several that would strike the same request, the one added first does. */
  public synchronized void add(Fault fault) {
    faults.add(new Counted(fault));
  }

  /** Nothing goes wrong any more. */
  public synchronized void clear() {
    faults.clear();
  }

  /** How many requests were struck so far. */
  public synchronized int struck() {
    return struck;
  }

  synchronized Optional<Fault> strikes(SeenRequest request) {
    Optional<Fault> striking = Optional.empty();
    for (Counted counted : faults) {
      if (counted.fault.strikes().counts(request)) {
        counted.count++;
        if (striking.isEmpty() && counted.fault.strikes().strikes(counted.count)) {
          striking = Optional.of(counted.fault);
        }
      }
    }
    struck += striking.isPresent() ? 1 : 0;
    return striking;
  }

  /** Returns earlier when the workspace is closed. */
  void rest(Duration pause) {
    try {
      var unused = closed.await(pause.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  void close() {
    closed.countDown();
  }
}
