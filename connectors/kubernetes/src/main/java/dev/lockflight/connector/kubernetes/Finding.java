package dev.lockflight.connector.kubernetes;

import dev.lockflight.Digest;
import dev.lockflight.Evidence;

/** Something wrong in one document. */
record Finding(Document document, String what, String expected) {
  Evidence asEvidence(Manifests manifests) {
    Digest digest = manifests.digests().get(document.file());
    return Evidence.of(document.place(), what, expected, document.file() + " " + digest);
  }

  @Override
  public String toString() {
    return document.place() + ": " + what;
  }
}
