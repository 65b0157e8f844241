package dev.lockflight.artifact;

import dev.lockflight.Digest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Compares the files of a set with what its manifest says of them. */
final class SetReader {
  private final ArtifactStore store;
  private final Layout layout;

  SetReader(ArtifactStore store, Layout layout) {
    this.store = store;
    this.layout = layout;
  }

  /**
   * Reads every file.
   *
   * @throws TornArtifactsException naming every file that is not the published one
   */
  void verify(ArtifactSet set) throws IOException {
    List<Damage> damages = damages(set);
    if (!damages.isEmpty()) {
      throw new TornArtifactsException(set, damages);
    }
  }

  List<Damage> damages(ArtifactSet set) throws IOException {
    List<Damage> damages = new ArrayList<>();
    for (ArtifactFile file : set.files()) {
      try (InputStream in = open(set, file)) {
        difference(file, MeasuringStream.measure(file.name(), in)).ifPresent(damages::add);
      } catch (NoSuchFileException e) {
        damages.add(new Damage(file.name(), "is missing"));
      }
    }
    return damages;
  }

  InputStream open(ArtifactSet set, ArtifactFile file) throws IOException {
    return store.read(layout.file(set.run(), file.name()));
  }

  static Optional<Damage> difference(ArtifactFile published, ArtifactFile found) {
    if (published.size() != found.size()) {
      String how = "has " + found.size() + " bytes instead of " + published.size();
      return Optional.of(new Damage(published.name(), how));
    }
    Digest digest = published.digest();
    return found.digest().equals(digest)
        ? Optional.empty()
        : Optional.of(
            new Damage(
                published.name(),
                "has other bytes: " + found.digest().brief() + " instead of " + digest.brief()));
  }
}
