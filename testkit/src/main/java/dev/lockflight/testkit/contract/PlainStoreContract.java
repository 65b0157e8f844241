package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.artifact.ArtifactStore.Entry;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** What every store must do by itself. */
abstract class PlainStoreContract {
  private static final List<String> ODD_NAMES =
      List.of(
          "with blanks.json",
          "100%.json",
          "%2e%2e",
          "a#b?c&d=e.json",
          "ünïcode.json",
          "🏁.json",
          "...dots",
          "-dash",
          "~tilde",
          "quote'\".json",
          "plus+semi;colon,",
          "a:b",
          "日本語/レース");

  /** A directory for one test, which may hold its store. */
  @TempDir protected Path directory;

  /** A store with nothing in it. */
  protected abstract ArtifactStore empty();

  @Test
  void file_is_read_as_it_was_written() throws IOException {
    ArtifactStore store = empty();

    store.write(ArtifactPath.of("stg/a.txt"), ArtifactContent.of("grün"));

    assertThat(text(store, "stg/a.txt")).isEqualTo("grün");
  }

  @Test
  void shorter_bytes_replace_longer_ones() throws IOException {
    ArtifactStore store = empty();

    store.write(ArtifactPath.of("stg/a.txt"), ArtifactContent.of("a long text"));
    store.write(ArtifactPath.of("stg/a.txt"), ArtifactContent.of("short"));

    assertThat(text(store, "stg/a.txt")).isEqualTo("short");
  }

  @Test
  void missing_file_is_reported_as_missing() {
    ArtifactStore store = empty();

    assertThatThrownBy(() -> store.read(ArtifactPath.of("stg/none.txt")))
        .isInstanceOf(NoSuchFileException.class);
  }

  @TestFactory
  Stream<DynamicTest> odd_name_is_just_a_name() {
    return ODD_NAMES.stream()
        .map(name -> DynamicTest.dynamicTest(name, () -> odd_name_is_just_a_name(name)));
  }

  private void odd_name_is_just_a_name(String name) throws IOException {
    ArtifactStore store = empty();

    store.write(ArtifactPath.of("stg").resolve(name), ArtifactContent.of(name));

    assertThat(text(store, "stg/" + name)).isEqualTo(name);
    assertThat(store.list(ArtifactPath.of("stg")))
        .extracting(Entry::name)
        .containsExactly(name.split("/")[0]);
    store.delete(ArtifactPath.of("stg").resolve(name));
    assertThatThrownBy(() -> store.read(ArtifactPath.of("stg/" + name)))
        .isInstanceOf(NoSuchFileException.class);
  }

  @Test
  void longest_name_works() throws IOException {
    ArtifactStore store = empty();
    String name = "stg/" + "x".repeat(255) + "/" + "ü".repeat(127);

    store.write(ArtifactPath.of(name), ArtifactContent.of("deep"));

    assertThat(text(store, name)).isEqualTo("deep");
  }

  @Test
  void list_names_direct_children_with_their_size() throws IOException {
    ArtifactStore store = empty();
    store.write(ArtifactPath.of("stg/run/a.txt"), ArtifactContent.of("12345"));
    store.write(ArtifactPath.of("stg/run/sub/b.txt"), ArtifactContent.of(""));
    store.write(ArtifactPath.of("stg/run/zero"), ArtifactContent.of(""));

    assertThat(store.list(ArtifactPath.of("stg/run")))
        .containsExactlyInAnyOrder(
            new Entry("a.txt", false, 5), new Entry("sub", true, 0), new Entry("zero", false, 0));
    assertThat(store.list(ArtifactPath.of("prod"))).isEmpty();
  }

  @Test
  void delete_takes_a_directory_with_everything_in_it() throws IOException {
    ArtifactStore store = empty();
    store.write(ArtifactPath.of("stg/run/sub/b.txt"), ArtifactContent.of("b"));
    store.write(ArtifactPath.of("stg/run2/b.txt"), ArtifactContent.of("b2"));

    store.delete(ArtifactPath.of("stg/run"));
    store.delete(ArtifactPath.of("stg/never/was/there"));

    assertThat(store.list(ArtifactPath.of("stg/run"))).isEmpty();
    assertThat(text(store, "stg/run2/b.txt")).isEqualTo("b2");
  }

  private static String text(ArtifactStore store, String path) throws IOException {
    try (InputStream in = store.read(ArtifactPath.of(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
