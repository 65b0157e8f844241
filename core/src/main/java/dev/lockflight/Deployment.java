package dev.lockflight;

import java.time.Instant;

/** One line of the ledger: what a run did with a release in an environment. */
public record Deployment(
    EnvironmentName environment,
    Release release,
    RunId run,
    StageName stage,
    State state,
    Instant at) {
  /** How far it has come. */
  public enum State {
    /** Steps are writing; the environment is in between. */
    DEPLOYING,
    /** All steps succeeded; not yet verified. */
    DEPLOYED,
    /** The gates behind it have opened. */
    VERIFIED,
    /** A step or a gate behind it failed, and nothing was rolled back. */
    FAILED,
    /** Undone; what was verified before it is there again. */
    ROLLED_BACK
  }

  @Override
  public String toString() {
    return release + " " + state + " in " + environment + " by " + run;
  }
}
