package dev.lockflight.artifact;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/** A store that dies at its n-th call, in one of several ways, and stays dead. Not thread-safe. */
final class FaultyStore implements ArtifactStore {
  /** What the fatal call still does; half a deletion takes one file of a directory. */
  enum Fault {
    NOTHING_HAPPENS,
    HALF_IS_WRITTEN,
    ANSWER_IS_LOST
  }

  private final ArtifactStore store;
  private final Fault fault;
  private final int fatalCall;
  private int calls;

  FaultyStore(ArtifactStore store, Fault fault, int fatalCall) {
    this.store = store;
    this.fault = fault;
    this.fatalCall = fatalCall;
  }

  /** Whether it came so far. */
  boolean died() {
    return calls >= fatalCall;
  }

  @Override
  public void write(ArtifactPath path, ArtifactContent content) throws IOException {
    calls++;
    if (calls == fatalCall && fault == Fault.HALF_IS_WRITTEN) {
      store.write(path, half(content));
    }
    if (calls < fatalCall || (calls == fatalCall && fault == Fault.ANSWER_IS_LOST)) {
      store.write(path, content);
    }
    dieOnTime(path);
  }

  @Override
  public InputStream read(ArtifactPath path) throws IOException {
    calls++;
    dieOnTime(path);
    return store.read(path);
  }

  @Override
  public List<Entry> list(ArtifactPath directory) throws IOException {
    calls++;
    dieOnTime(directory);
    return store.list(directory);
  }

  @Override
  public void delete(ArtifactPath path) throws IOException {
    calls++;
    if (calls == fatalCall && fault == Fault.HALF_IS_WRITTEN) {
      deleteSomeOf(path);
    }
    if (calls < fatalCall || (calls == fatalCall && fault == Fault.ANSWER_IS_LOST)) {
      store.delete(path);
    }
    dieOnTime(path);
  }

  private void deleteSomeOf(ArtifactPath directory) throws IOException {
    for (Entry child : store.list(directory)) {
      if (!child.name().startsWith("_")) {
        store.delete(directory.resolve(child.name()));
        return;
      }
    }
  }

  private void dieOnTime(ArtifactPath path) throws IOException {
    if (died()) {
      throw new IOException("call " + calls + " on " + path + ": connection reset");
    }
  }

  private static ArtifactContent half(ArtifactContent content) throws IOException {
    byte[] bytes;
    try (InputStream in = content.open()) {
      bytes = in.readNBytes((int) content.size() / 2);
    }
    return new ArtifactContent() {
      @Override
      public long size() {
        return bytes.length;
      }

      @Override
      public InputStream open() {
        return new ByteArrayInputStream(bytes);
      }
    };
  }
}
