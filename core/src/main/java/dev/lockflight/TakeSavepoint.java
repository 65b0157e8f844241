package dev.lockflight;

/** The step that takes a savepoint. */
record TakeSavepoint(Savepoints savepoints) implements Call<Savepoint> {
  @Override
  public String name() {
    return "savepoint";
  }

  @Override
  public Savepoint run(StepContext context) throws Exception {
    return savepoints.capture(context);
  }
}
