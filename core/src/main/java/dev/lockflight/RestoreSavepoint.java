package dev.lockflight;

import java.util.Set;

/** The step that restores a savepoint; it fails when anything in it could not be restored. */
record RestoreSavepoint(Savepoints savepoints, Output<Savepoint> before)
    implements Call<RestoreReport> {
  @Override
  public String name() {
    return "restore";
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(before);
  }

  @Override
  public String describe() {
    return "restore " + before.name();
  }

  @Override
  public RestoreReport run(StepContext context) throws Exception {
    RestoreReport report = savepoints.bringBack(context.read(before), context);
    if (!report.isComplete()) {
      throw StepFailedException.fatal(
          "not everything was restored",
          report.left().stream()
              .map(r -> new Evidence(r.name(), r.obstacle(), "restored", report.savepoint()))
              .toArray(Evidence[]::new));
    }
    return report;
  }
}
