package dev.lockflight.artifact;

/** Which set of an environment is meant. */
public enum Pointer {
  /** The newest complete set, verified or not. */
  LATEST("latest"),
  /** The newest set whose gates all passed; deferral and rollback use it. */
  LAST_GOOD("last-good");

  private final String text;

  Pointer(String text) {
    this.text = text;
  }

  /** Its name in files and messages, for example {@code last-good}. */
  public String text() {
    return text;
  }

  @Override
  public String toString() {
    return text;
  }
}
