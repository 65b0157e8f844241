package dev.lockflight;

import java.util.Optional;

/**
 * Finds the savepoint that holds an environment's data as the run's release left it: the one that
 * the deployment after it took before it wrote.
 */
record FindSavepoint(EnvironmentName environment, Output<Savepoint> before)
    implements Call<Savepoint> {
  @Override
  public String name() {
    return "find savepoint of " + environment;
  }

  @Override
  public String describe() {
    return name() + " that was left as " + before.name();
  }

  @Override
  public Savepoint run(StepContext context) {
    String commit = context.release().commit();
    ReturnPath path =
        ReturnPath.to(commit, ReturnPath.others(context.ledger(), environment, context.run()))
            .orElseThrow(
                () ->
                    StepFailedException.fatal(
                        "there is no way back to release "
                            + commit
                            + " in "
                            + environment
                            + "; require rollbackRequested("
                            + environment
                            + ") before"));
    Deployment undone = path.firstUndone();
    Optional<Savepoint> found = context.findIn(undone.run(), before);
    return found.orElseThrow(
        () ->
            StepFailedException.fatal(
                "run "
                    + undone.run()
                    + ", which replaced release "
                    + commit
                    + " in "
                    + environment
                    + ", left no savepoint "
                    + before.name()
                    + "; the data cannot be restored"));
  }
}
