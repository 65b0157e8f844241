package dev.lockflight.testkit.fake;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;

/**
 * A store that dies at one of its calls, in one of several ways, and stays dead. What it wrote
 * before is in the store behind it. Not thread-safe.
 */
public final class FailingArtifactStore implements ArtifactStore {
  /** What the fatal call still does; half a deletion takes one file of a directory. */
  public enum Fault {
    NOTHING_HAPPENS,
    HALF_IS_WRITTEN,
    ANSWER_IS_LOST
  }

  private final ArtifactStore store;
  private final Fault fault;
  private final boolean onlyWritesCount;
  private final int fatalCall;
  private int calls;

  private FailingArtifactStore(
      ArtifactStore store, Fault fault, boolean onlyWritesCount, int fatalCall) {
    this.store = store;
    this.fault = fault;
    this.onlyWritesCount = onlyWritesCount;
    this.fatalCall = fatalCall;
  }

  /** One that takes so many writes; every call after those fails and does nothing. */
  public static FailingArtifactStore afterWrites(ArtifactStore store, int writes) {
    return new FailingArtifactStore(store, Fault.NOTHING_HAPPENS, true, writes + 1);
  }

  /** One whose n-th write, counted from 1, leaves half of the bytes and fails. */
  public static FailingArtifactStore tearingWrite(ArtifactStore store, int number) {
    return new FailingArtifactStore(store, Fault.HALF_IS_WRITTEN, true, number);
  }

  /** One whose n-th call of any kind, counted from 1, fails in that way. */
  public static FailingArtifactStore dyingAt(ArtifactStore store, Fault fault, int call) {
    return new FailingArtifactStore(store, fault, false, call);
  }

  /** Whether it came so far. */
  public boolean died() {
    return calls >= fatalCall;
  }

  @Override
  public void write(ArtifactPath path, ArtifactContent content) throws IOException {
    calls++;
    if (isFatal(Fault.HALF_IS_WRITTEN)) {
      store.write(path, half(content));
    }
    if (calls < fatalCall || isFatal(Fault.ANSWER_IS_LOST)) {
      store.write(path, content);
    }
    dieOnTime(path);
  }

  @Override
  public InputStream read(ArtifactPath path) throws IOException {
    count();
    dieOnTime(path);
    return store.read(path);
  }

  @Override
  public List<Entry> list(ArtifactPath directory) throws IOException {
    count();
    dieOnTime(directory);
    return store.list(directory);
  }

  @Override
  public void delete(ArtifactPath path) throws IOException {
    count();
    if (!onlyWritesCount && isFatal(Fault.HALF_IS_WRITTEN)) {
      deleteSomeOf(path);
    }
    if (calls < fatalCall || (!onlyWritesCount && isFatal(Fault.ANSWER_IS_LOST))) {
      store.delete(path);
    }
    dieOnTime(path);
  }

  private void count() {
    calls += onlyWritesCount ? 0 : 1;
  }

  private boolean isFatal(Fault which) {
    return calls == fatalCall && fault == which;
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
      throw new IOException(path + ": connection reset (a test lets this store die)");
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
