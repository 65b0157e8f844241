package dev.lockflight;

/** What happens to a run that wants an environment another run is using. */
public enum LockPolicy {
  /** It waits its turn. */
  QUEUE,
  /** It waits, and every older run still waiting for the environment is superseded. */
  LATEST_ONLY,
  /** It ends at once, rejected. */
  REJECT
}
