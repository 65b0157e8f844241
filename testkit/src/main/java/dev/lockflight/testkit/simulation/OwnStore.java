package dev.lockflight.testkit.simulation;

import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.RunStore;

/** Nobody but the simulation writes to its store, so that it need not look for requests. */
final class OwnStore extends ForwardingRunStore {
  OwnStore(RunStore store) {
    super(store);
  }

  @Override
  public boolean isShared() {
    return false;
  }
}
