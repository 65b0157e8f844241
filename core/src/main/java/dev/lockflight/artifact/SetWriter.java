package dev.lockflight.artifact;

import dev.lockflight.RunId;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.stream.Collectors;

/** Makes the set of a run: files first, read back, then the manifest that makes it complete. */
final class SetWriter {
  private final ArtifactStore store;
  private final Layout layout;
  private final Shelf shelf;

  /** For whom it is written. */
  record Origin(RunId run, String commit, Instant at) {}

  SetWriter(ArtifactStore store, Layout layout, Shelf shelf) {
    this.store = store;
    this.layout = layout;
    this.shelf = shelf;
  }

  /**
   * Writes the set, or completes what a crash has left of it.
   *
   * @throws SetConflictException when the run has a set of other files
   */
  ArtifactSet write(Origin origin, Map<String, Path> files) throws IOException {
    SortedMap<String, Path> sources = SourceFiles.checked(files);
    Optional<ArtifactSet> before = shelf.known(origin.run());
    if (before.isPresent()) {
      return complete(before.get(), sources);
    }
    List<String> unused = shelf.sweep(origin.run(), sources.keySet());
    List<ArtifactFile> written = new ArrayList<>();
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      written.add(copy(origin.run(), source.getKey(), source.getValue()));
    }
    ArtifactSet set =
        new ArtifactSet(layout.environment(), origin.run(), origin.commit(), origin.at(), written);
    shelf.reader().verify(set);
    shelf.complete(set);
    return shelf.find(set.run()).orElse(set);
  }

  private ArtifactSet complete(ArtifactSet set, SortedMap<String, Path> sources)
      throws IOException {
    refuseOthers(set, sources);
    for (Damage damage : shelf.reader().damages(set)) {
      Path source = Objects.requireNonNull(sources.get(damage.file()), damage.file());
      ArtifactFile unused = copy(set.run(), damage.file(), source);
    }
    shelf.reader().verify(set);
    shelf.complete(set);
    return set;
  }

  private void refuseOthers(ArtifactSet set, SortedMap<String, Path> sources) throws IOException {
    List<String> differences = new ArrayList<>();
    for (Map.Entry<String, Path> source : sources.entrySet()) {
      Optional<ArtifactFile> published = set.file(source.getKey());
      if (published.isEmpty()) {
        differences.add(source.getKey() + " is new");
      } else {
        ArtifactFile now =
            MeasuringStream.measure(source.getKey(), Files.newInputStream(source.getValue()));
        SetReader.difference(published.get(), now).ifPresent(d -> differences.add(d.toString()));
      }
    }
    set.files().stream()
        .filter(file -> !sources.containsKey(file.name()))
        .forEach(file -> differences.add(file.name() + " is gone"));
    if (!differences.isEmpty()) {
      throw new SetConflictException(
          set.environment(),
          set.run(),
          differences.stream().limit(5).collect(Collectors.joining(", ")));
    }
  }

  private ArtifactFile copy(RunId run, String name, Path source) throws IOException {
    MeasuredContent content = new MeasuredContent(name, ArtifactContent.of(source));
    store.write(layout.file(run, name), content);
    return content.file();
  }
}
