package dev.lockflight.plan;

/**
 * Something that is no longer as a plan shows it.
 *
 * @param was empty when it was not there
 * @param now empty when it is gone
 */
public record Change(String what, String was, String now) {
  @Override
  public String toString() {
    if (was.isEmpty()) {
      return what + " is new: " + now;
    }
    return now.isEmpty()
        ? what + " is gone: " + was
        : what + " was '" + was + "' and is '" + now + "'";
  }
}
