package dev.lockflight.connector.dbt;

import dev.lockflight.Digest;

/** Names the file a finding comes from, with its digest. */
final class Evidences {
  private Evidences() {}

  static String source(DbtResult.Artifacts artifacts, ArtifactKind kind) {
    Digest digest = artifacts.files().get(kind.fileName());
    return artifacts.path(kind.fileName()) + (digest == null ? "" : " " + digest);
  }
}
