package dev.lockflight.benchmarks;

import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** Counts the commits of the store behind it. */
final class CountingRunStore extends ForwardingRunStore {
  private final AtomicLong commits = new AtomicLong();
  private final AtomicLong appends = new AtomicLong();

  CountingRunStore(RunStore store) {
    super(store);
  }

  /** How many times something was made durable. */
  long commits() {
    return commits.get();
  }

  /** How many pieces of journals that were. */
  long appends() {
    return appends.get();
  }

  @Override
  public void append(List<Append> batch) {
    commits.incrementAndGet();
    appends.addAndGet(batch.size());
    super.append(batch);
  }
}
