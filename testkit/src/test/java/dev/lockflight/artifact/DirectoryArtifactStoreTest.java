package dev.lockflight.artifact;

import dev.lockflight.testkit.contract.ArtifactStoreContract;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

final class DirectoryArtifactStoreTest extends ArtifactStoreContract {
  @Override
  protected ArtifactStore empty() {
    try {
      return new DirectoryArtifactStore(
          Files.createTempDirectory(directory, "store").resolve("not/yet/there"), new QuickDisk());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
