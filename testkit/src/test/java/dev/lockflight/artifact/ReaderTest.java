package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.EnvironmentName;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ReaderTest {
  @TempDir Path directory;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void torn_and_mixed_files_are_told_one_by_one() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/run-1/manifest.json", "ru");
    put("stg/run-1/sub dir/rün.json", "run-2");
    store.delete(ArtifactPath.of("stg/run-1/empty.txt"));

    assertThatThrownBy(() -> SmallSets.stg(store).verified(LATEST))
        .isInstanceOfSatisfying(
            TornArtifactsException.class,
            torn ->
                assertThat(torn.damages())
                    .extracting(Damage::file)
                    .containsExactly("empty.txt", "manifest.json", "sub dir/rün.json"))
        .hasMessageContaining("empty.txt is missing")
        .hasMessageContaining("manifest.json has 2 bytes instead of 5")
        .hasMessageContaining("sub dir/rün.json has other bytes");
    assertThatThrownBy(() -> SmallSets.stg(store).fetch(LATEST, directory.resolve("readers")))
        .isInstanceOf(TornArtifactsException.class);
    assertThat(directory.resolve("readers")).isEmptyDirectory();
  }

  @Test
  void one_changed_byte_is_not_fetched() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/run-1/manifest.json", "run-2");

    assertThatThrownBy(() -> SmallSets.stg(store).fetch(LATEST, directory.resolve("readers")))
        .isInstanceOf(TornArtifactsException.class)
        .hasMessageContaining("manifest.json has other bytes");
  }

  @Test
  void reader_starts_again_when_the_pointer_was_turned_under_its_hands() throws Exception {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    ArtifactStore turning =
        new InterruptedStore(
            store,
            "stg/run-1/manifest.json",
            () -> {
              PublishedArtifacts second = sets.publish(store, "run-2");
              store.delete(ArtifactPath.of("stg/run-1"));
              return second;
            });

    assertThat(sets.readerSees(turning, LATEST)).isEqualTo("run-2");
  }

  @Test
  void pointer_that_was_never_turned_is_no_damage() throws IOException {
    assertThat(SmallSets.stg(store).find(LATEST)).isEmpty();
    assertThatThrownBy(() -> SmallSets.stg(store).verified(LATEST))
        .isInstanceOf(NothingPublishedException.class)
        .hasMessage("there is no latest of stg: nothing was published yet");
    assertThatThrownBy(() -> SmallSets.stg(store).verified(LAST_GOOD))
        .hasMessageContaining("no run has passed all its gates");
  }

  @Test
  void torn_copy_of_a_pointer_is_passed_over() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    String whole = text("stg/latest.json");
    for (int end = 0; end < whole.length(); end++) {
      put("stg/latest.json", whole.substring(0, end));

      assertThat(SmallSets.stg(store).find(LATEST)).as("cut after %s", end).contains(published);
    }
  }

  @Test
  void changed_copy_of_a_pointer_is_passed_over() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    put("stg/latest.json", text("stg/latest.json").replace("4f2a9c", "4f2a9d"));

    assertThat(SmallSets.stg(store).find(LATEST)).contains(published);
  }

  @Test
  void pointer_nobody_can_read_is_an_error_that_says_so() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/latest.json", "");

    assertThatThrownBy(() -> SmallSets.stg(store).find(LATEST))
        .isInstanceOf(DamagedPointerException.class)
        .hasMessage(
            "pointer latest of stg is damaged: its 0 characters are not whole; repair the"
                + " environment, or publish again");
  }

  @Test
  void pointer_of_another_environment_is_not_believed() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("prod/latest.json", text("stg/latest.json"));

    assertThatThrownBy(() -> Artifacts.in(store).of(EnvironmentName.of("prod")).find(LATEST))
        .isInstanceOf(DamagedPointerException.class)
        .hasMessageContaining("it is the latest of stg, copied here");
  }

  @Test
  void pointer_of_a_newer_lockflight_is_neither_believed_nor_repaired() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/latest.json", text("stg/latest.json").replace("\"version\":1", "\"version\":2"));

    assertThatThrownBy(() -> SmallSets.stg(store).find(LATEST))
        .isInstanceOf(NewerFormatException.class)
        .hasMessageContaining(
            "stg/latest.json has format version 2, this Lockflight knows up to 1");
    assertThatThrownBy(() -> SmallSets.stg(store).repair(Instant.EPOCH))
        .isInstanceOf(NewerFormatException.class);
  }

  @Test
  void field_of_a_later_minor_version_does_no_harm() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/latest.json", text("stg/latest.json").replace("{\"version\"", "{\"x\":1,\"version\""));

    assertThat(SmallSets.stg(store).find(LATEST)).contains(published);
  }

  @Test
  void forged_name_in_a_pointer_leads_nowhere() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/latest.json", text("stg/latest.json").replace("empty.txt", "../../x"));

    assertThatThrownBy(() -> SmallSets.stg(store).fetch(LATEST, directory.resolve("readers")))
        .isInstanceOf(DamagedPointerException.class);
  }

  @Test
  void fetched_directory_holds_the_set_and_nothing_else() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    FetchedArtifacts fetched = SmallSets.stg(store).fetch(LATEST, directory.resolve("readers"));
    Path foreign = Files.writeString(fetched.path().resolve("run_results.json"), "foreign");

    FetchedArtifacts again = SmallSets.stg(store).fetch(published, directory.resolve("readers"));

    assertThat(again).isEqualTo(fetched);
    assertThat(foreign).doesNotExist();
    assertThat(again.files().keySet())
        .isEqualTo(Set.of("empty.txt", "manifest.json", "sub dir/rün.json"));
    assertThat(again.files().values()).allMatch(Files::exists);
  }

  @Test
  void fetched_copy_that_was_changed_is_fetched_again() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    FetchedArtifacts fetched = SmallSets.stg(store).fetch(LATEST, directory.resolve("readers"));
    Path manifest = Files.writeString(fetched.path().resolve("manifest.json"), "other");

    assertThat(SmallSets.stg(store).fetch(LATEST, directory.resolve("readers"))).isEqualTo(fetched);
    assertThat(manifest).hasContent("run-1");
  }

  private void put(String path, String text) throws IOException {
    store.write(ArtifactPath.of(path), ArtifactContent.of(text));
  }

  private String text(String path) throws IOException {
    try (InputStream in = store.read(ArtifactPath.of(path))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
