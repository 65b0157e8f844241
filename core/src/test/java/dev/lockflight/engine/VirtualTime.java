package dev.lockflight.engine;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.PriorityQueue;

/** A clock, a timer and an executor that the test moves; everything runs on the test's thread. */
final class VirtualTime implements InstantSource, Timer {
  private record Task(Instant at, long number, Runnable what) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int moments = at.compareTo(other.at);
      return moments == 0 ? Long.compare(number, other.number) : moments;
    }
  }

  private final Deque<Runnable> ready = new ArrayDeque<>();
  private final PriorityQueue<Task> later = new PriorityQueue<>();
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");
  private long number;

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

  EngineThreads threads() {
    return EngineThreads.of(ready::add, this);
  }

  /** Runs what is ready, without letting time pass. */
  void settle() {
    while (true) {
      while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
        ready.add(later.remove().what());
      }
      Runnable next = ready.poll();
      if (next == null) {
        return;
      }
      next.run();
    }
  }

  /** Runs one task, if there is one; a crash can be put between any two. */
  boolean step() {
    while (!later.isEmpty() && !later.peek().at().isAfter(now)) {
      ready.add(later.remove().what());
    }
    Runnable next = ready.poll();
    if (next != null) {
      next.run();
    }
    return next != null;
  }

  void advance(Duration time) {
    Instant end = now.plus(time);
    settle();
    while (!later.isEmpty() && !later.peek().at().isAfter(end)) {
      now = later.peek().at();
      settle();
    }
    now = end;
    settle();
  }

  /** Lets time pass without anything noticing it yet. */
  void sleepUntil(Instant moment) {
    now = moment;
  }

  /** What a crash does to everything that was only in memory. */
  void forget() {
    ready.clear();
    later.clear();
  }
}
