package dev.lockflight.report;

import dev.lockflight.LockflightException;

/** A text is not a plan as it was written. */
public final class UnreadablePlanException extends LockflightException {
  UnreadablePlanException(String problem) {
    super("this is no plan: " + problem + "; make a new one");
  }

  UnreadablePlanException(String problem, Exception cause) {
    super("this is no plan: " + problem + "; make a new one", cause);
  }
}
