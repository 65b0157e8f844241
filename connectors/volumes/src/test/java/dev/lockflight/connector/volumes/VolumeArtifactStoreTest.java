package dev.lockflight.connector.volumes;

import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.testkit.contract.ArtifactStoreContract;
import org.junit.jupiter.api.AfterEach;

final class VolumeArtifactStoreTest extends ArtifactStoreContract {
  private final Volumes volumes = new Volumes();

  @Override
  protected ArtifactStore empty() {
    return VolumeArtifactStore.in(volumes.databricks, volumes.empty().resolve("lockflight"));
  }

  @AfterEach
  void close() {
    volumes.close();
  }
}
