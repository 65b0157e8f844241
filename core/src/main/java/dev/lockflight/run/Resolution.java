package dev.lockflight.run;

/** What a person can decide about a step that waits for one. */
public enum Resolution {
  RETRY,
  SKIP,
  FAIL
}
