package dev.lockflight.engine;

import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * The one writer of a store. Appends are left here; whoever then asks for them to be written while
 * nobody is writing writes all there are in one commit. When more has come by then, the timer's
 * thread goes on, so that no caller has to write for others for long.
 */
final class CommitQueue {
  /**
   * An append and whom to tell.
   *
   * @param wanted whether its run still stands where it stood; after one lost append nothing that
   *     was to follow it may be written
   */
  record Pending(
      Append append, BooleanSupplier wanted, Runnable durable, Consumer<RuntimeException> lost) {}

  private static final int MOST_AT_ONCE = 1_000;

  private final RunStore store;
  private final Timer timer;
  private final ConcurrentLinkedQueue<Pending> queue = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean writing = new AtomicBoolean();

  CommitQueue(RunStore store, Timer timer) {
    this.store = store;
    this.timer = timer;
  }

  /** Leaves it to be written; returns at once, so that more of the same run can come along. */
  void add(Pending pending) {
    queue.add(pending);
  }

  /** Writes what there is, unless somebody is writing: they go on with it. */
  void write() {
    if (!queue.isEmpty() && writing.compareAndSet(false, true)) {
      writeOnce();
    }
  }

  private void writeOnce() {
    List<Pending> batch = new ArrayList<>();
    for (Pending next = queue.poll(); next != null; next = queue.poll()) {
      batch.add(next);
      if (batch.size() == MOST_AT_ONCE) {
        break;
      }
    }
    if (!batch.isEmpty()) {
      write(batch);
    }
    goOnOrRest();
  }

  private void goOnOrRest() {
    if (!queue.isEmpty()) {
      timer.soon(this::writeOnce);
      return;
    }
    writing.set(false);
    if (!queue.isEmpty() && writing.compareAndSet(false, true)) {
      timer.soon(this::writeOnce);
    }
  }

  private void write(List<Pending> brought) {
    List<Pending> batch = brought.stream().filter(each -> each.wanted().getAsBoolean()).toList();
    if (batch.isEmpty()) {
      return;
    }
    try {
      store.append(batch.stream().map(Pending::append).toList());
    } catch (RuntimeException e) {
      if (batch.size() == 1) {
        batch.get(0).lost().accept(e);
      } else {
        batch.forEach(each -> write(List.of(each)));
      }
      return;
    }
    batch.forEach(each -> each.durable().run());
  }
}
