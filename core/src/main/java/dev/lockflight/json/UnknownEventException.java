package dev.lockflight.json;

import dev.lockflight.LockflightException;

/** A journal holds an event that this version does not know. */
public final class UnknownEventException extends LockflightException {
  UnknownEventException(String type) {
    super(
        "event '" + type + "' was written by a newer Lockflight; use that version to read the run");
  }
}
