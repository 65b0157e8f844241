package dev.lockflight.artifact;

import dev.lockflight.RunId;
import dev.lockflight.artifact.ArtifactStore.Entry;
import dev.lockflight.artifact.Stamped.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The sets of one environment. */
final class Shelf {
  private final ArtifactStore store;
  private final Layout layout;
  private final Stamped stamped;
  private final Pointers pointers;
  private final SetReader reader;

  Shelf(ArtifactStore store, Layout layout, Pointers pointers) {
    this.store = store;
    this.layout = layout;
    this.stamped = new Stamped(store);
    this.pointers = pointers;
    this.reader = new SetReader(store, layout);
  }

  SetReader reader() {
    return reader;
  }

  /** The runs that have at least begun a set. */
  List<RunId> runs() throws IOException {
    return store.list(layout.home()).stream()
        .filter(Entry::isFolder)
        .flatMap(entry -> Layout.runOf(entry.name()).stream())
        .sorted()
        .toList();
  }

  /** The set by its manifest; empty while it is not complete. */
  Optional<ArtifactSet> find(RunId run) throws IOException {
    Reading<ArtifactSet> reading = stamped.readSet(layout.manifest(run));
    return Optional.ofNullable(reading.value())
        .filter(set -> set.run().equals(run) && set.environment().equals(layout.environment()));
  }

  /** The set by its manifest, or by a pointer that knows it still. */
  Optional<ArtifactSet> known(RunId run) throws IOException {
    Optional<ArtifactSet> complete = find(run);
    return complete.isPresent() ? complete : pointers.setOf(run);
  }

  List<ArtifactSet> complete() throws IOException {
    List<ArtifactSet> sets = new ArrayList<>();
    for (RunId run : runs()) {
      find(run).ifPresent(sets::add);
    }
    return sets;
  }

  /**
   * Writes the manifest, unless it is there.
   *
   * @throws SetConflictException when another writer of the same run has completed another set
   */
  void complete(ArtifactSet set) throws IOException {
    Optional<ArtifactSet> there = find(set.run());
    if (there.isPresent() && !there.get().digest().equals(set.digest())) {
      throw new SetConflictException(
          set.environment(), set.run(), "another writer has completed it meanwhile");
    }
    if (there.isEmpty()) {
      stamped.write(layout.manifest(set.run()), set);
    }
  }

  /** Removes the manifest first, so that a set half deleted is an unfinished one. */
  void drop(RunId run) throws IOException {
    store.delete(layout.manifest(run));
    store.delete(layout.run(run));
  }

  /** Removes what does not belong to a set of these names; says what it was. */
  List<String> sweep(RunId run, Set<String> names) throws IOException {
    List<String> strays = new ArrayList<>();
    for (String file : filesUnder(layout.run(run), "")) {
      boolean manifest = layout.manifest(run).equals(layout.file(run, file));
      if (!manifest && !names.contains(file)) {
        store.delete(layout.file(run, file));
        strays.add(file);
      }
    }
    return strays;
  }

  private List<String> filesUnder(ArtifactPath directory, String prefix) throws IOException {
    List<String> files = new ArrayList<>();
    for (Entry entry : store.list(directory)) {
      String name = prefix + entry.name();
      if (entry.isFolder()) {
        files.addAll(filesUnder(directory.resolve(entry.name()), name + "/"));
      } else {
        files.add(name);
      }
    }
    return files;
  }
}
