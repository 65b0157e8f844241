package dev.lockflight;

import java.util.Set;

/** Opens while a savepoint could be restored. */
record RestorableGate(Savepoints savepoints, Output<Savepoint> before) implements Gate {
  @Override
  public GateName name() {
    return GateName.of("restorable " + before.name());
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(before);
  }

  @Override
  public Verdict evaluate(GateContext context) throws Exception {
    return savepoints.check(context.read(before));
  }
}
