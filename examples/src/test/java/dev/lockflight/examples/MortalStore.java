package dev.lockflight.examples;

import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;
import java.util.List;

/** What one process sees of a store: once it was killed, it writes no more. Thread-safe. */
final class MortalStore extends ForwardingRunStore {
  private static final Ownership NOBODYS = () -> {};
  private volatile boolean dead;

  MortalStore(RunStore store) {
    super(store);
  }

  void die() {
    dead = true;
  }

  @Override
  public void append(List<Append> appends) {
    if (dead) {
      throw new IllegalStateException("this process was killed");
    }
    super.append(appends);
  }

  @Override
  public Ownership own(String owner) {
    return NOBODYS;
  }
}
