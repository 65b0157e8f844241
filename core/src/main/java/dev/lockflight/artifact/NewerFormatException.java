package dev.lockflight.artifact;

import dev.lockflight.LockflightException;

/** A manifest or pointer that a newer Lockflight wrote; it is neither believed nor touched. */
public final class NewerFormatException extends LockflightException {
  NewerFormatException(ArtifactPath path, int found, int known) {
    super(
        path
            + " has format version "
            + found
            + ", this Lockflight knows up to "
            + known
            + "; use the newer Lockflight everywhere");
  }
}
