package dev.lockflight.artifact;

import dev.lockflight.testkit.contract.ArtifactStoreContract;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;

/** The protocol on a store that has no rename and shows every half-written file. */
final class InMemoryArtifactStoreTest extends ArtifactStoreContract {
  @Override
  protected ArtifactStore empty() {
    return new InMemoryArtifactStore();
  }
}
