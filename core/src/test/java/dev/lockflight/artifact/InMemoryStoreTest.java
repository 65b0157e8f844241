package dev.lockflight.artifact;

/** The protocol on a store that has no rename and shows every half-written file. */
final class InMemoryStoreTest extends ArtifactStoreContract {
  @Override
  ArtifactStore empty() {
    return new InMemoryStore();
  }
}
