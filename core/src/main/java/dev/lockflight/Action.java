package dev.lockflight;

/** What a {@link Window} can allow or deny. */
public enum Action {
  PROMOTE,
  APPROVE,
  RETRY,
  ROLLBACK
}
