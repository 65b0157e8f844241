package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import dev.lockflight.artifact.Pointers.Turn;
import dev.lockflight.artifact.SetWriter.Origin;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The sets of one environment and their pointers. Any number of readers may work at any time; the
 * methods that write (publish, point, repair, keepNewest) want the environment's lock around them.
 * Thread-safe.
 */
public final class EnvironmentArtifacts {
  /** How often a reader starts again because the pointer was turned under its hands. */
  private static final int PATIENCE = 100;

  private final EnvironmentName environment;
  private final Pointers pointers;
  private final Shelf shelf;
  private final ArtifactStore store;
  private final Layout layout;

  EnvironmentArtifacts(ArtifactStore store, EnvironmentName environment) {
    this.store = store;
    this.environment = environment;
    this.layout = new Layout(environment);
    this.pointers = new Pointers(store, layout);
    this.shelf = new Shelf(store, layout, pointers);
  }

  /**
   * Where the pointer points, the files not verified; empty when it was never turned.
   *
   * @throws DamagedPointerException when the store has it but nobody can read it
   */
  public Optional<PublishedArtifacts> find(Pointer pointer) throws IOException {
    return pointers.find(pointer);
  }

  /** The complete set of a run, its files not verified. */
  public Optional<ArtifactSet> find(RunId run) throws IOException {
    return shelf.find(run);
  }

  /** The complete sets, in no order. */
  public List<ArtifactSet> sets() throws IOException {
    return shelf.complete();
  }

  /**
   * Where the pointer points, every file read and compared.
   *
   * @throws NothingPublishedException when the pointer was never turned
   * @throws TornArtifactsException naming each file that is not the published one
   */
  public PublishedArtifacts verified(Pointer pointer) throws IOException {
    return following(
        pointer,
        published -> {
          shelf.reader().verify(published.set());
          return published;
        });
  }

  /**
   * A verified copy of what the pointer points to, in a directory of its own below {@code under};
   * one that is there and intact is used again. When the pointer is turned meanwhile, the newer set
   * is fetched: never files of two sets.
   *
   * @throws NothingPublishedException when the pointer was never turned
   * @throws TornArtifactsException naming each file that is not the published one
   */
  public FetchedArtifacts fetch(Pointer pointer, Path under) throws IOException {
    return following(pointer, published -> fetch(published, under));
  }

  /** A verified copy of just this set. */
  public FetchedArtifacts fetch(PublishedArtifacts published, Path under) throws IOException {
    return new Fetch(shelf.reader()).into(under, published);
  }

  /**
   * Finishes or removes what crashes left: unfinished sets are dropped, damaged pointers and
   * manifests rebuilt from what is whole. A pointer is never turned back, and never forward to a
   * set it was not being turned to.
   */
  public RepairReport repair(Instant now) throws IOException {
    return new Repair(store, layout, pointers, shelf).run(now);
  }

  /** What {@link #keepNewest} would delete, oldest first. */
  public List<ArtifactSet> expired(int keep) throws IOException {
    return new Retention(pointers, shelf).expired(keep);
  }

  /**
   * Deletes all sets but the newest {@code keep} and those a pointer names; says which went.
   * Unfinished sets are left to {@link #repair}.
   *
   * @throws DamagedPointerException before anything is deleted
   */
  public List<ArtifactSet> keepNewest(int keep) throws IOException {
    return new Retention(pointers, shelf).delete(keep);
  }

  /** Writes the run's set and turns latest to it. Harmless when repeated with the same files. */
  PublishedArtifacts publish(Origin origin, Map<String, Path> files, String by) throws IOException {
    ArtifactSet set = new SetWriter(store, layout, shelf).write(origin, files);
    return pointers.turn(Pointer.LATEST, set, new Turn(by, origin.at()));
  }

  /** Turns a pointer to a set, once its files are proven to be there. */
  PublishedArtifacts point(Pointer pointer, ArtifactSet set, Turn turn) throws IOException {
    if (!set.environment().equals(environment)) {
      throw new IllegalArgumentException(set + " cannot be pointed to in " + environment);
    }
    shelf.reader().verify(set);
    return pointers.turn(pointer, set, turn);
  }

  private interface Reading<T> {
    T read(PublishedArtifacts published) throws IOException;
  }

  private <T> T following(Pointer pointer, Reading<T> reading) throws IOException {
    PublishedArtifacts published = required(pointer);
    for (int tries = 1; ; tries++) {
      try {
        return reading.read(published);
      } catch (TornArtifactsException torn) {
        PublishedArtifacts now = required(pointer);
        if (now.generation() == published.generation() || tries == PATIENCE) {
          throw torn;
        }
        published = now;
      }
    }
  }

  private PublishedArtifacts required(Pointer pointer) throws IOException {
    return find(pointer).orElseThrow(() -> new NothingPublishedException(environment, pointer));
  }
}
