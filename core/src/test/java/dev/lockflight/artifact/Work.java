package dev.lockflight.artifact;

import dev.lockflight.EnvironmentName;
import dev.lockflight.Output;
import dev.lockflight.RunId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Small sets whose every file names its run, so that a mixture is seen. */
final class Work {
  static final EnvironmentName STG = EnvironmentName.of("stg");
  static final Output<FilesIn> BUILT = Output.of("built", FilesIn.class);
  static final Output<PublishedArtifacts> SET = Output.of("set", PublishedArtifacts.class);
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Path directory;
  private final Map<String, Integer> order = new TreeMap<>();

  Work(Path directory) {
    this.directory = directory;
  }

  /** A directory of files of the run. */
  Path sources(String run) {
    return write(run, Map.of("manifest.json", run, "sub dir/rün.json", run, "empty.txt", ""));
  }

  Path write(String name, Map<String, String> files) {
    Path root = directory.resolve("sources").resolve(name);
    try {
      for (Map.Entry<String, String> file : files.entrySet()) {
        Path target = root.resolve(file.getKey());
        Files.createDirectories(target.getParent());
        Files.writeString(target, file.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return root;
  }

  /** Later runs publish a minute later each. */
  TestContext context(String run) {
    int minute = order.computeIfAbsent(run, unused -> order.size());
    return new TestContext(run, directory.resolve("workspace").resolve(run))
        .at(START.plusSeconds(60L * minute));
  }

  PublishedArtifacts publish(ArtifactStore store, String run) {
    return publish(store, run, sources(run));
  }

  PublishedArtifacts publish(ArtifactStore store, String run, Path sources) {
    return Artifacts.in(store)
        .publish(BUILT)
        .run(context(run).step("publish").with(BUILT, FilesIn.directory(sources)));
  }

  PublishedArtifacts point(ArtifactStore store, Pointer pointer, PublishedArtifacts at)
      throws Exception {
    return Artifacts.in(store)
        .point(pointer)
        .at(SET)
        .run(context(at.run().value()).step("point").with(SET, at));
  }

  static EnvironmentArtifacts stg(ArtifactStore store) {
    return Artifacts.in(store).of(STG);
  }

  /** The run whose files a reader gets; an error when they are of two runs. */
  String readerSees(ArtifactStore store, Pointer pointer) throws IOException {
    return inFreshDirectory(under -> runIn(stg(store).fetch(pointer, under)));
  }

  /** The run whose files a reader of just this set gets. */
  String fetched(ArtifactStore store, ArtifactSet set) throws IOException {
    var source = new PublishedArtifacts(Pointer.LATEST, 1, START, "test", set);
    return inFreshDirectory(under -> runIn(stg(store).fetch(source, under)));
  }

  private interface Reader {
    String read(Path under) throws IOException;
  }

  /** A copy fetched before would hide what the store holds now. */
  private String inFreshDirectory(Reader reader) throws IOException {
    Path under = Files.createTempDirectory(directory, "reader");
    try {
      return reader.read(under);
    } finally {
      FileTree.delete(under);
    }
  }

  private static String runIn(FetchedArtifacts fetched) throws IOException {
    TreeSet<String> runs = new TreeSet<>();
    for (Path file : fetched.files().values()) {
      runs.add(Files.readString(file));
    }
    runs.remove("");
    RunId run = fetched.source().run();
    if (!runs.equals(new TreeSet<>(List.of(run.value())))) {
      throw new AssertionError("a mixture: files of " + runs + " under the name of " + run);
    }
    return run.value();
  }
}
