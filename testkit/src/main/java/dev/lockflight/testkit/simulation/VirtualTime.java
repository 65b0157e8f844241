package dev.lockflight.testkit.simulation;

import dev.lockflight.engine.EngineThreads;
import dev.lockflight.engine.Timer;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.PriorityQueue;

/**
 * A clock and a timer that stand still until the test lets time pass. Everything runs on the test's
 * thread; not thread-safe.
 */
public final class VirtualTime implements InstantSource, Timer {
  private record Task(Instant at, long number, Runnable what) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int moments = at.compareTo(other.at);
      return moments == 0 ? Long.compare(number, other.number) : moments;
    }
  }

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Task> later = new PriorityQueue<>();
  private Runnable beforeEach = () -> {};
  private Instant now;
  private long number;

  public VirtualTime(Instant start) {
    now = start;
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public void soon(Runnable task) {
    ready.add(task);
  }

  @Override
  public void after(Duration delay, Runnable task) {
    later.add(new Task(delay.isNegative() ? now : now.plus(delay), number++, task));
  }

  /** It is another moment, and nothing has noticed yet, as after a long sleep of the machine. */
  public void jumpTo(Instant moment) {
    now = moment;
  }

  /** Something to look at before each task. */
  void beforeEach(Runnable look) {
    beforeEach = look;
  }

  /** Runs one task that is due now, if there is one. */
  public boolean step() {
    beforeEach.run();
    while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
      ready.add(later.remove().what());
    }
    Runnable next = ready.poll();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  /** Runs everything that is due now, and what that gives rise to; time stands still. */
  public void settle() {
    boolean more = true;
    while (more) {
      more = step();
    }
  }

  /** Lets time pass, from task to task. */
  public void advance(Duration time) {
    advanceTo(now.plus(time));
  }

  /** Lets time pass until then, from task to task; into the past it does not go. */
  public void advanceTo(Instant end) {
    settle();
    for (Optional<Instant> next = next(); isBy(next, end); next = next()) {
      now = next.orElseThrow();
      settle();
    }
    now = end.isAfter(now) ? end : now;
    settle();
  }

  private static boolean isBy(Optional<Instant> moment, Instant end) {
    return moment.isPresent() && !moment.get().isAfter(end);
  }

  /** An engine's threads: none but the test's, on which tasks wait for {@link #step}. */
  public EngineThreads threads() {
    return EngineThreads.of(this::soon, this);
  }

  /** The moment of the next task, when nothing is due now. */
  public Optional<Instant> next() {
    return Optional.ofNullable(later.peek()).map(Task::at);
  }

  /** What a crash does to everything that was only in memory. */
  public void forget() {
    ready.clear();
    later.clear();
  }
}
