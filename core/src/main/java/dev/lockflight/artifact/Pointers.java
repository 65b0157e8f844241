package dev.lockflight.artifact;

import dev.lockflight.RunId;
import dev.lockflight.artifact.ArtifactStore.Entry;
import dev.lockflight.artifact.Layout.Generation;
import dev.lockflight.artifact.Stamped.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The pointers of one environment. Each turn writes a file of its own, the generation, and then the
 * well-known copy; a reader believes the copy, or else the newest generation that is whole. So at
 * any moment, whatever was cut short, it finds the set before or the set after.
 */
final class Pointers {
  /** Who turns a pointer, and when; the same for every attempt of a step. */
  record Turn(String by, Instant at) {}

  private final ArtifactStore store;
  private final Layout layout;
  private final Stamped stamped;

  Pointers(ArtifactStore store, Layout layout) {
    this.store = store;
    this.layout = layout;
    this.stamped = new Stamped(store);
  }

  /**
   * Where the pointer points; empty when it was never turned.
   *
   * @throws DamagedPointerException when neither the copy nor any generation is whole
   */
  Optional<PublishedArtifacts> find(Pointer pointer) throws IOException {
    Reading<PublishedArtifacts> copy = copy(pointer);
    if (copy.value() != null) {
      return Optional.of(copy.value());
    }
    Optional<PublishedArtifacts> whole = newestWhole(pointer, generations(pointer));
    if (whole.isEmpty() && copy.isDamaged()) {
      throw new DamagedPointerException(layout.environment(), pointer, copy.problem());
    }
    return whole;
  }

  /** The newest turn that was written whole, whether or not its copy was. */
  Optional<PublishedArtifacts> newest(Pointer pointer) throws IOException {
    return newest(pointer, generations(pointer));
  }

  /** Turns the pointer to the set, unless it points there or this very step has turned it. */
  PublishedArtifacts turn(Pointer pointer, ArtifactSet set, Turn turn) throws IOException {
    List<Generation> begun = generations(pointer);
    Optional<PublishedArtifacts> newest = newest(pointer, begun);
    Optional<PublishedArtifacts> done = newest.filter(now -> now.set().equals(set));
    if (done.isEmpty()) {
      done = turnedBy(turn.by(), pointer, set, begun);
    }
    if (done.isPresent()) {
      copy(newest.orElse(done.get()));
      return done.get();
    }
    long highest =
        Math.max(
            begun.stream().mapToLong(Generation::number).max().orElse(0),
            newest.map(PublishedArtifacts::generation).orElse(0L));
    PublishedArtifacts turned =
        new PublishedArtifacts(pointer, highest + 1, turn.at(), turn.by(), set);
    record(turned);
    copy(turned);
    return turned;
  }

  /** Writes the generation. */
  void record(PublishedArtifacts turned) throws IOException {
    stamped.write(layout.generation(turned), turned);
  }

  /** Brings the well-known copy up to date. */
  void copy(PublishedArtifacts newest) throws IOException {
    if (!newest.equals(copy(newest.pointer()).value())) {
      stamped.write(layout.copy(newest.pointer()), newest);
    }
  }

  Reading<PublishedArtifacts> copy(Pointer pointer) throws IOException {
    return own(stamped.readPointer(layout.copy(pointer)), pointer);
  }

  Reading<PublishedArtifacts> read(Generation generation, Pointer pointer) throws IOException {
    return own(stamped.readPointer(path(generation)), pointer);
  }

  void delete(Generation generation) throws IOException {
    store.delete(path(generation));
  }

  /** All that were begun, newest first; their content may be torn. */
  List<Generation> generations(Pointer pointer) throws IOException {
    List<Generation> found = new ArrayList<>();
    for (Entry entry : store.list(layout.generations())) {
      Layout.parse(entry.name())
          .filter(generation -> generation.pointer().equals(pointer.text()))
          .ifPresent(found::add);
    }
    found.sort(
        Comparator.comparingLong(Generation::number).thenComparing(Generation::run).reversed());
    return found;
  }

  /** What a pointer says about the set of the run, when one was ever turned to it. */
  Optional<ArtifactSet> setOf(RunId run) throws IOException {
    for (Pointer pointer : Pointer.values()) {
      Optional<PublishedArtifacts> copied =
          Optional.ofNullable(copy(pointer).value()).filter(c -> c.run().equals(run));
      if (copied.isPresent()) {
        return copied.map(PublishedArtifacts::set);
      }
      for (Generation generation : generations(pointer)) {
        PublishedArtifacts turned =
            generation.run().equals(run) ? read(generation, pointer).value() : null;
        if (turned != null) {
          return Optional.of(turned.set());
        }
      }
    }
    return Optional.empty();
  }

  /**
   * The runs whose sets readers may be sent to now or by the next repair.
   *
   * @throws DamagedPointerException when nobody knows
   */
  Set<RunId> needed() throws IOException {
    Set<RunId> needed = new HashSet<>();
    for (Pointer pointer : Pointer.values()) {
      find(pointer).ifPresent(published -> needed.add(published.run()));
      newest(pointer).ifPresent(published -> needed.add(published.run()));
    }
    return needed;
  }

  private Optional<PublishedArtifacts> newest(Pointer pointer, List<Generation> begun)
      throws IOException {
    Optional<PublishedArtifacts> copied = Optional.ofNullable(copy(pointer).value());
    Optional<PublishedArtifacts> whole = newestWhole(pointer, begun);
    long generation = whole.map(PublishedArtifacts::generation).orElse(0L);
    return copied.filter(copy -> copy.generation() > generation).or(() -> whole);
  }

  private Optional<PublishedArtifacts> newestWhole(Pointer pointer, List<Generation> begun)
      throws IOException {
    for (Generation generation : begun) {
      PublishedArtifacts turned = read(generation, pointer).value();
      if (turned != null) {
        return Optional.of(turned);
      }
    }
    return Optional.empty();
  }

  /** A step that is repeated after a crash must not undo what others turned since. */
  private Optional<PublishedArtifacts> turnedBy(
      String by, Pointer pointer, ArtifactSet set, List<Generation> begun) throws IOException {
    for (Generation generation : begun) {
      PublishedArtifacts turned =
          generation.run().equals(set.run()) ? read(generation, pointer).value() : null;
      if (turned != null && turned.pointedBy().equals(by) && turned.set().equals(set)) {
        return Optional.of(turned);
      }
    }
    return Optional.empty();
  }

  /** A file that was copied here from elsewhere is as wrong as a torn one. */
  private Reading<PublishedArtifacts> own(Reading<PublishedArtifacts> reading, Pointer pointer) {
    PublishedArtifacts found = reading.value();
    if (found == null
        || (found.pointer() == pointer && found.environment().equals(layout.environment()))) {
      return reading;
    }
    return new Reading<>(
        null, "it is the " + found.pointer() + " of " + found.environment() + ", copied here");
  }

  private ArtifactPath path(Generation generation) {
    return layout.generations().resolve(generation.name());
  }
}
