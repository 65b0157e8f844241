package dev.lockflight.testkit.contract;

import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.artifact.ArtifactSet;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.artifact.Artifacts;
import dev.lockflight.artifact.EnvironmentArtifacts;
import dev.lockflight.artifact.FetchedArtifacts;
import dev.lockflight.artifact.FilesIn;
import dev.lockflight.artifact.Pointer;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.artifact.RepairReport;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Small sets whose every file names its run, so that a mixture is seen. */
public final class SmallSets {
  public static final EnvironmentName STG = EnvironmentName.of("stg");
  public static final Output<FilesIn> BUILT = Output.of("built", FilesIn.class);
  public static final Output<PublishedArtifacts> SET = Output.of("set", PublishedArtifacts.class);
  public static final RepairReport NOTHING_TO_DO = new RepairReport(List.of(), List.of());
  private static final Instant START = Instant.parse("2026-03-01T12:00:00Z");

  private final Path directory;
  private final Map<String, Integer> order = new TreeMap<>();

  public SmallSets(Path directory) {
    this.directory = directory;
  }

  /** A directory of files of the run. */
  public Path sources(String run) {
    return write(run, Map.of("manifest.json", run, "sub dir/rün.json", run, "empty.txt", ""));
  }

  public Path write(String name, Map<String, String> files) {
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
  public FakeContext context(String run) {
    int minute = order.computeIfAbsent(run, unused -> order.size());
    return FakeContext.ofRun(run)
        .workspace(directory.resolve("workspace").resolve(run))
        .in(Environment.of("stg"))
        .release(Release.of("4f2a9c"))
        .at(START.plusSeconds(60L * minute));
  }

  public PublishedArtifacts publish(ArtifactStore store, String run) {
    return publish(store, run, sources(run));
  }

  public PublishedArtifacts publish(ArtifactStore store, String run, Path sources) {
    return Artifacts.in(store)
        .publish(BUILT)
        .run(context(run).step("publish").with(BUILT, FilesIn.directory(sources)));
  }

  public PublishedArtifacts point(ArtifactStore store, Pointer pointer, PublishedArtifacts at)
      throws Exception {
    return Artifacts.in(store)
        .point(pointer)
        .at(SET)
        .run(context(at.run().value()).step("point").with(SET, at));
  }

  public static EnvironmentArtifacts stg(ArtifactStore store) {
    return Artifacts.in(store).of(STG);
  }

  /** The run whose files a reader gets; an error when they are of two runs. */
  public String readerSees(ArtifactStore store, Pointer pointer) throws IOException {
    return inFreshDirectory(under -> runIn(stg(store).fetch(pointer, under)));
  }

  /** The run whose files a reader of just this set gets. */
  public String fetched(ArtifactStore store, ArtifactSet set) throws IOException {
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
      delete(under);
    }
  }

  private static void delete(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path each : all.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(each);
      }
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
