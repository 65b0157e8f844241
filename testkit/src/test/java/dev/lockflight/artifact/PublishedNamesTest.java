package dev.lockflight.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Digest;
import dev.lockflight.Output;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Names and links that would lead out of a set, or mean another file elsewhere. */
final class PublishedNamesTest {
  private static final Output<Named> NAMED = Output.of("named", Named.class);

  @TempDir Path directory;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void link_out_of_the_source_directory_is_refused() throws IOException {
    Path secret = Files.writeString(directory.resolve("secret"), "password");
    Path sources = sets.write("one", Map.of("manifest.json", "{}"));
    Path link = Files.createSymbolicLink(sources.resolve("run_results.json"), secret);

    assertThatThrownBy(() -> sets.publish(store, "run-1", sources))
        .isInstanceOf(UnsafeNameException.class)
        .hasMessageContaining("symbolic link out of its directory");
    assertThatThrownBy(() -> publishNamed(Map.of("run_results.json", link.toString())))
        .isInstanceOf(UnsafeNameException.class);
    assertThat(store.list(ArtifactPath.of("stg"))).isEmpty();
  }

  @Test
  void link_to_a_directory_outside_is_refused() throws IOException {
    Path outside = sets.write("outside", Map.of("secret", "password"));
    Path sources = sets.write("one", Map.of("manifest.json", "{}"));
    Path link = Files.createSymbolicLink(sources.resolve("sub"), outside);

    assertThatThrownBy(() -> sets.publish(store, "run-1", sources))
        .isInstanceOf(UnsafeNameException.class);
    assertThatThrownBy(() -> publishNamed(Map.of("sub/secret", link.resolve("secret").toString())))
        .isInstanceOf(UnsafeNameException.class);
  }

  @Test
  void link_inside_the_source_directory_is_a_file_like_others() throws IOException {
    Path sources = sets.write("one", Map.of("manifest.json", "{}"));
    Path unused = Files.createSymbolicLink(sources.resolve("copy.json"), Path.of("manifest.json"));

    assertThat(sets.publish(store, "run-1", sources).set().file("copy.json"))
        .contains(new ArtifactFile("copy.json", 2, Digest.of("{}")));
  }

  @Test
  void names_that_some_systems_confuse_are_refused() {
    Path source = sets.write("one", Map.of("x", "x")).resolve("x");
    String x = source.toString();

    assertThatThrownBy(() -> publishNamed(Map.of("A.json", x, "a.JSON", x)))
        .hasMessageContaining("is the same as");
    assertThatThrownBy(() -> publishNamed(Map.of("\u00fc", x, "u\u0308", x)))
        .hasMessageContaining("is the same as");
    assertThatThrownBy(() -> publishNamed(Map.of("a", x, "a/b", x)))
        .hasMessageContaining("where another file is");
    assertThatThrownBy(() -> publishNamed(Map.of("../latest.json", x)))
        .hasMessageContaining("segment ..");
    assertThatThrownBy(() -> publishNamed(Map.of("a/_Lockflight.json", x)))
        .hasMessageContaining("reserved");
  }

  @Test
  void directory_in_place_of_a_file_is_refused() {
    assertThatThrownBy(() -> publishNamed(Map.of("a", directory.toString())))
        .hasMessageContaining("is not a regular file");
  }

  @Test
  void run_named_like_a_pointer_is_refused() {
    assertThatThrownBy(() -> sets.publish(store, "latest.json", sets.sources("run-1")))
        .isInstanceOf(UnsafeNameException.class)
        .hasMessageContaining("name of a pointer");
  }

  private PublishedArtifacts publishNamed(Map<String, String> files) {
    return Artifacts.in(store)
        .publish(NAMED)
        .run(sets.context("run-1").with(NAMED, new Named(files)));
  }
}
