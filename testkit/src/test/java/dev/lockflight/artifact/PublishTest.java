package dev.lockflight.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Digest;
import dev.lockflight.Environment;
import dev.lockflight.FailureClass;
import dev.lockflight.Output;
import dev.lockflight.StepFailedException;
import dev.lockflight.json.Json;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.fake.FailingArtifactStore;
import dev.lockflight.testkit.fake.FailingArtifactStore.Fault;
import dev.lockflight.testkit.fake.FakeContext;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PublishTest {
  @TempDir Path directory;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private SmallSets sets;

  private static final Output<Named> NAMED = Output.of("named", Named.class);

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void set_says_what_was_published() {
    Path sources = sets.write("one", Map.of("manifest.json", "{}", "empty", ""));

    PublishedArtifacts published = sets.publish(store, "run-1", sources);

    assertThat(published.environment()).isEqualTo(SmallSets.STG);
    assertThat(published.commit()).isEqualTo("4f2a9c");
    assertThat(published.pointer()).isEqualTo(Pointer.LATEST);
    assertThat(published.files())
        .containsExactly(
            new ArtifactFile("empty", 0, Digest.of("")),
            new ArtifactFile("manifest.json", 2, Digest.of("{}")));
    assertThat(Json.read(Json.write(published), PublishedArtifacts.class)).isEqualTo(published);
  }

  @Test
  void release_gets_the_digests() {
    Path sources = sets.write("one", Map.of("manifest.json", "{}"));
    FakeContext context = sets.context("run-1").with(SmallSets.BUILT, FilesIn.directory(sources));

    PublishedArtifacts published = Artifacts.in(store).publish(SmallSets.BUILT).run(context);

    assertThat(context.addedToRelease())
        .containsOnly(
            Map.entry("stg/manifest.json", Digest.of("{}").value()),
            Map.entry("stg artifacts", published.set().digest().value()));
  }

  @Test
  void environment_can_be_another_than_the_stage_s() {
    Path sources = sets.write("one", Map.of("manifest.json", "{}"));
    FakeContext context = sets.context("run-1").with(SmallSets.BUILT, FilesIn.directory(sources));

    Publish publish = Artifacts.in(store).publish(SmallSets.BUILT).to(Environment.of("prod"));

    assertThat(publish.run(context).environment().value()).isEqualTo("prod");
    assertThat(publish.describe()).isEqualTo("publish built to prod and point latest at it");
  }

  @Test
  void second_publish_of_the_same_bytes_changes_nothing() {
    PublishedArtifacts first = sets.publish(store, "run-1");

    assertThat(sets.publish(store, "run-1")).isEqualTo(first);
  }

  @Test
  void second_writer_with_other_bytes_is_refused() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    Path other = sets.write("other", Map.of("manifest.json", "run-2", "more.json", ""));

    assertThatThrownBy(() -> sets.publish(store, "run-1", other))
        .isInstanceOf(SetConflictException.class)
        .hasMessageContaining("run run-1 has other files in stg")
        .hasMessageContaining("manifest.json has other bytes")
        .hasMessageContaining("more.json is new")
        .hasMessageContaining("empty.txt is gone");
    assertThat(sets.readerSees(store, Pointer.LATEST)).isEqualTo("run-1");
  }

  @Test
  void second_writer_is_refused_even_when_the_manifest_is_lost() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    store.delete(ArtifactPath.of("stg/run-1/_lockflight.json"));
    Path other = sets.write("other", Map.of("manifest.json", "run-2"));

    assertThatThrownBy(() -> sets.publish(store, "run-1", other))
        .isInstanceOf(SetConflictException.class);
  }

  @Test
  void of_two_writers_at_once_the_later_one_is_refused() throws IOException {
    Path other = sets.write("other", Map.of("manifest.json", "other"));
    ArtifactStore late =
        new InterruptedStore(store, "stg/run-1/manifest.json", () -> sets.publish(store, "run-1"));

    assertThatThrownBy(() -> sets.publish(late, "run-1", other))
        .isInstanceOf(SetConflictException.class)
        .hasMessageContaining("another writer has completed it meanwhile");
    assertThat(SmallSets.stg(store).find(Pointer.LATEST))
        .hasValueSatisfying(latest -> assertThat(latest.files()).hasSize(3));
    assertThatThrownBy(() -> sets.readerSees(store, Pointer.LATEST))
        .as("what the later one has overwritten is seen")
        .isInstanceOf(TornArtifactsException.class);
    assertThat(sets.publish(store, "run-1").generation()).isEqualTo(1);
    assertThat(sets.readerSees(store, Pointer.LATEST)).isEqualTo("run-1");
  }

  @Test
  void store_that_loses_bytes_without_a_word_is_found_out() throws IOException {
    ArtifactStore lossy =
        new InterruptedStore(
            store,
            "stg/run-1/manifest.json written",
            () -> {
              store.write(ArtifactPath.of("stg/run-1/manifest.json"), ArtifactContent.of("run"));
              return "lost";
            });

    assertThatThrownBy(() -> sets.publish(lossy, "run-1"))
        .isInstanceOf(TornArtifactsException.class)
        .hasMessageContaining("manifest.json has 3 bytes instead of 5");
    assertThat(SmallSets.stg(store).sets()).isEmpty();
  }

  @Test
  void publishing_again_mends_a_damaged_set() throws IOException {
    PublishedArtifacts first = sets.publish(store, "run-1");
    store.write(ArtifactPath.of("stg/run-1/manifest.json"), ArtifactContent.of("run"));
    store.delete(ArtifactPath.of("stg/run-1/empty.txt"));

    assertThat(sets.publish(store, "run-1")).isEqualTo(first);

    assertThat(sets.readerSees(store, Pointer.LATEST)).isEqualTo("run-1");
  }

  @Test
  void repeated_step_does_not_undo_what_was_published_since() throws IOException {
    PublishedArtifacts first = sets.publish(store, "run-1");
    PublishedArtifacts second = sets.publish(store, "run-2");

    assertThat(sets.publish(store, "run-1")).isEqualTo(first);

    assertThat(SmallSets.stg(store).find(Pointer.LATEST)).contains(second);
  }

  @Test
  void leftovers_of_an_unfinished_set_do_not_stay_in_it() throws IOException {
    store.write(ArtifactPath.of("stg/run-1/sub/old.json"), ArtifactContent.of("old"));

    PublishedArtifacts unused = sets.publish(store, "run-1");

    assertThat(store.list(ArtifactPath.of("stg/run-1")))
        .extracting(ArtifactStore.Entry::name)
        .containsExactlyInAnyOrder("_lockflight.json", "empty.txt", "manifest.json", "sub dir");
  }

  @Test
  void nothing_to_publish_is_a_failure() {
    assertThatThrownBy(() -> publishNamed(Map.of()))
        .isInstanceOf(StepFailedException.class)
        .hasMessage("named has no files to publish");
  }

  @Test
  void file_that_is_gone_is_a_fatal_failure() {
    assertThatThrownBy(() -> publishNamed(Map.of("a", directory.resolve("none").toString())))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
        .hasMessageContaining("file is not there: ");
  }

  @Test
  void store_that_fails_is_a_transient_failure() {
    FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, Fault.NOTHING_HAPPENS, 3);

    assertThatThrownBy(() -> sets.publish(faulty, "run-1"))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
        .hasMessageContaining("connection reset");
  }

  @Test
  void file_that_grows_while_it_is_copied_is_not_published() {
    Path growing = sets.sources("run-1").resolve("manifest.json");
    ArtifactStore slow =
        new InterruptedStore(
            store,
            "stg/run-1/manifest.json written",
            () -> Files.writeString(growing, "more", StandardOpenOption.APPEND));

    assertThatThrownBy(() -> sets.publish(slow, "run-1"))
        .hasMessageContaining("manifest.json changed while it was published");
    assertThat(sets.publish(store, "run-2").generation()).isEqualTo(1);
  }

  @Test
  void cells_of_a_matrix_cannot_publish() {
    FakeContext cell = sets.context("run-1").cell(Map.of("python", "3.12"));

    assertThatThrownBy(() -> Artifacts.in(store).publish(SmallSets.BUILT).run(cell))
        .hasMessageContaining("after the matrix");
  }

  private PublishedArtifacts publishNamed(Map<String, String> files) {
    return Artifacts.in(store)
        .publish(NAMED)
        .run(sets.context("run-1").with(NAMED, new Named(files)));
  }
}
