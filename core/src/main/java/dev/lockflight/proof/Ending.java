package dev.lockflight.proof;

/** How far a stage comes, or how it ends, on a path. */
public enum Ending {
  /** Its entry gates have opened and its steps begin. */
  ENTERED("is entered"),
  SUCCEEDED("succeeds"),
  /** Ends badly in any way: FAILED, ERRORED, REJECTED, EXPIRED or SUPERSEDED. */
  FAILED("ends badly"),
  SKIPPED("is skipped");

  private final String words;

  Ending(String words) {
    this.words = words;
  }

  /** In words. */
  public String text() {
    return words;
  }
}
