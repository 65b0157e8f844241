package dev.lockflight.artifact;

import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.Callable;

/**
 * A store in which something happens, once, when a certain file is about to be read or written; or,
 * under its name and {@code written}, when it just was.
 */
final class InterruptedStore implements ArtifactStore {
  private final ArtifactStore store;
  private final String path;
  private final Callable<?> deed;
  private boolean happened;

  InterruptedStore(ArtifactStore store, String path, Callable<?> deed) {
    this.store = store;
    this.path = path;
    this.deed = deed;
  }

  @Override
  public void write(ArtifactPath to, ArtifactContent content) throws IOException {
    happenAt(to);
    store.write(to, content);
    happenAt(ArtifactPath.of(to + " written"));
  }

  @Override
  public InputStream read(ArtifactPath from) throws IOException {
    happenAt(from);
    return store.read(from);
  }

  @Override
  public List<Entry> list(ArtifactPath directory) throws IOException {
    return store.list(directory);
  }

  @Override
  public void delete(ArtifactPath which) throws IOException {
    store.delete(which);
  }

  private void happenAt(ArtifactPath place) {
    if (!happened && place.value().equals(path)) {
      happened = true;
      try {
        Object unused = deed.call();
      } catch (Exception e) {
        throw new AssertionError("what should happen did not", e);
      }
    }
  }
}
