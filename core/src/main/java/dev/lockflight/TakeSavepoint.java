package dev.lockflight;

import java.util.Set;

/** The step that takes a savepoint. */
record TakeSavepoint(Savepoints savepoints) implements Call<Savepoint> {
  @Override
  public String name() {
    return "savepoint";
  }

  @Override
  public Set<Output<?>> reads() {
    return savepoints.reads();
  }

  @Override
  public Savepoint run(StepContext context) throws Exception {
    return savepoints.capture(context);
  }
}
