package dev.lockflight;

/**
 * How an environment is kept to one run at a time.
 *
 * @param keptWhileWaiting whether a run keeps the environment while its entry gates wait for people
 *     or time; when false, another run may deploy meanwhile, which voids the approvals of the first
 */
public record LockRule(LockPolicy policy, boolean keptWhileWaiting) {
  public static LockRule of(LockPolicy policy) {
    return new LockRule(policy, true);
  }

  public LockRule releasedWhileWaiting() {
    return new LockRule(policy, false);
  }

  @Override
  public String toString() {
    return policy + (keptWhileWaiting ? "" : ", released while waiting");
  }
}
