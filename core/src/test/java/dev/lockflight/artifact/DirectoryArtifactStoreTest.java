package dev.lockflight.artifact;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;

final class DirectoryArtifactStoreTest extends ArtifactStoreContract {
  @Override
  ArtifactStore empty() {
    try {
      return new DirectoryArtifactStore(
          Files.createTempDirectory(directory, "store").resolve("not/yet/there"), new QuickDisk());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
