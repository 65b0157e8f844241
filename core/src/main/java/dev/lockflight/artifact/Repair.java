package dev.lockflight.artifact;

import dev.lockflight.RunId;
import dev.lockflight.artifact.ArtifactStore.Entry;
import dev.lockflight.artifact.Layout.Generation;
import dev.lockflight.artifact.Stamped.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Puts one environment in order after a crash, a torn write or a careless hand. */
final class Repair {
  private static final String BY = "repair";

  private final ArtifactStore store;
  private final Layout layout;
  private final Pointers pointers;
  private final Shelf shelf;
  private final List<String> done = new ArrayList<>();
  private final List<String> left = new ArrayList<>();

  Repair(ArtifactStore store, Layout layout, Pointers pointers, Shelf shelf) {
    this.store = store;
    this.layout = layout;
    this.pointers = pointers;
    this.shelf = shelf;
  }

  RepairReport run(Instant now) throws IOException {
    sweep(layout.home());
    sweep(layout.generations());
    for (Pointer pointer : Pointer.values()) {
      mendGenerations(pointer, now);
      mendCopy(pointer, now);
    }
    for (RunId run : shelf.runs()) {
      mendSet(run);
    }
    return new RepairReport(done, left);
  }

  /** What a killed store was writing. */
  private void sweep(ArtifactPath directory) throws IOException {
    for (Entry entry : store.list(directory)) {
      if (entry.name().startsWith(Layout.TEMPORARY)) {
        store.delete(directory.resolve(entry.name()));
        done.add("removed the unfinished file " + entry.name());
      }
    }
  }

  /**
   * A generation is begun only after its set was complete, so a torn one that is newer than every
   * whole one is finished from the set's manifest; an older one is of no use any more.
   */
  private void mendGenerations(Pointer pointer, Instant now) throws IOException {
    long newest = pointers.newest(pointer).map(PublishedArtifacts::generation).orElse(0L);
    for (Generation generation : pointers.generations(pointer)) {
      if (!pointers.read(generation, pointer).isDamaged()) {
        continue;
      }
      Optional<ArtifactSet> set =
          generation.number() > newest ? shelf.find(generation.run()) : Optional.empty();
      if (set.isPresent() && shelf.reader().damages(set.get()).isEmpty()) {
        newest = generation.number();
        pointers.record(new PublishedArtifacts(pointer, newest, now, BY, set.get()));
        done.add("rebuilt " + generation.name() + " from the manifest of " + set.get());
      } else {
        pointers.delete(generation);
        done.add("removed the torn " + generation.name());
      }
    }
  }

  private void mendCopy(Pointer pointer, Instant now) throws IOException {
    Reading<PublishedArtifacts> copy = pointers.copy(pointer);
    Optional<PublishedArtifacts> newest = pointers.newest(pointer);
    if (newest.isPresent()) {
      if (!newest.get().equals(copy.value())) {
        pointers.copy(newest.get());
        done.add("brought the copy of " + pointer + " to generation " + newest.get().generation());
      }
    } else if (copy.isDamaged()) {
      rebuild(pointer, copy.problem(), now);
    }
  }

  /** Without any generation: the newest set is known by its manifest, the last good one is not. */
  private void rebuild(Pointer pointer, String problem, Instant now) throws IOException {
    Optional<ArtifactSet> newest =
        pointer == Pointer.LATEST
            ? shelf.complete().stream().max(Comparator.comparing(ArtifactSet::publishedAt))
            : Optional.empty();
    if (newest.isPresent()) {
      PublishedArtifacts rebuilt = new PublishedArtifacts(pointer, 1, now, BY, newest.get());
      pointers.record(rebuilt);
      pointers.copy(rebuilt);
      done.add("rebuilt " + pointer + " from the manifest of " + newest.get());
    } else {
      left.add("pointer " + pointer + " is damaged (" + problem + "): point it to a set again");
    }
  }

  private void mendSet(RunId run) throws IOException {
    Optional<ArtifactSet> complete = shelf.find(run);
    Optional<ArtifactSet> remembered = pointers.setOf(run);
    Optional<ArtifactSet> set = complete.or(() -> remembered);
    if (set.isEmpty()) {
      shelf.drop(run);
      done.add("dropped the unfinished set of run " + run);
      return;
    }
    List<Damage> damages = shelf.reader().damages(set.get());
    if (damages.isEmpty()) {
      tidy(set.get(), complete.isEmpty());
    } else if (!isNeeded(run)) {
      shelf.drop(run);
      done.add("dropped the damaged set of run " + run + ", which no pointer names: " + damages);
    } else {
      left.add("set of run " + run + " is damaged: " + damages + "; publish it again in its run");
    }
  }

  private boolean isNeeded(RunId run) throws IOException {
    try {
      return pointers.needed().contains(run);
    } catch (DamagedPointerException e) {
      return true;
    }
  }

  private void tidy(ArtifactSet set, boolean lacksManifest) throws IOException {
    if (lacksManifest) {
      shelf.complete(set);
      done.add("rebuilt the manifest of run " + set.run() + " from a pointer");
    }
    Set<String> names = set.files().stream().map(ArtifactFile::name).collect(Collectors.toSet());
    for (String stray : shelf.sweep(set.run(), names)) {
      done.add("removed " + stray + " from run " + set.run() + ": not part of its set");
    }
  }
}
