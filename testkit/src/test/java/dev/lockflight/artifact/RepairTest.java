package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.RunId;
import dev.lockflight.testkit.contract.SmallSets;
import dev.lockflight.testkit.fake.InMemoryArtifactStore;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class RepairTest {
  private static final Instant NOW = Instant.parse("2026-03-02T00:00:00Z");

  @TempDir Path directory;
  private final ArtifactStore store = new InMemoryArtifactStore();
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void unfinished_set_is_dropped() throws IOException {
    put("stg/run-9/manifest.json", "half");

    assertThat(repair().done()).containsExactly("dropped the unfinished set of run run-9");
    assertThat(store.list(ArtifactPath.of("stg"))).isEmpty();
  }

  @Test
  void unfinished_files_of_a_killed_store_are_removed() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/_lockflight-tmp-1", "half");
    put("stg/_lockflight/_lockflight-tmp-2", "half");
    put("stg/run-1/_lockflight-tmp-3", "half");

    assertThat(repair().done()).hasSize(3).allMatch(line -> line.startsWith("removed "));
    assertThat(repair()).isEqualTo(SmallSets.NOTHING_TO_DO);
  }

  @Test
  void torn_copy_is_written_again() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    put("stg/latest.json", "{\"ver");

    assertThat(repair().done()).containsExactly("brought the copy of latest to generation 1");
    store.delete(ArtifactPath.of("stg/_lockflight"));
    assertThat(SmallSets.stg(store).find(LATEST)).contains(published);
  }

  @Test
  void torn_generation_is_finished_from_the_manifest_of_its_set() throws Exception {
    PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    PublishedArtifacts second = sets.publish(store, "run-2");
    put("stg/_lockflight/last-good-0000000002-run-2.json", "{\"version\":1");

    assertThat(repair().done()).hasSize(2).first().asString().contains("from the manifest of run");
    assertThat(SmallSets.stg(store).verified(LAST_GOOD).set()).isEqualTo(second.set());
    assertThat(SmallSets.stg(store).verified(LAST_GOOD).generation()).isEqualTo(2);
  }

  @Test
  void torn_generation_of_a_set_that_is_gone_is_removed() throws Exception {
    PublishedArtifacts first = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    put("stg/_lockflight/last-good-0000000002-run-2.json", "{\"version\":1");

    assertThat(repair().done()).containsExactly("removed the torn last-good-0000000002-run-2.json");
    assertThat(SmallSets.stg(store).find(LAST_GOOD)).contains(first);
  }

  @Test
  void latest_without_any_whole_generation_is_rebuilt_from_the_newest_manifest()
      throws IOException {
    PublishedArtifacts first = sets.publish(store, "run-1");
    PublishedArtifacts second = sets.publish(store, "run-2");
    assertThat(first.set().publishedAt()).isBefore(second.set().publishedAt());
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/latest.json", "");

    assertThat(repair().left()).isEmpty();
    assertThat(SmallSets.stg(store).verified(LATEST).set()).isEqualTo(second.set());
  }

  @Test
  void nobody_guesses_which_set_was_good() throws Exception {
    PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/last-good.json", "");

    assertThat(repair().left())
        .containsExactly(
            "pointer last-good is damaged (its 0 characters are not whole): point it to a set"
                + " again");
  }

  @Test
  void repair_never_turns_a_pointer_that_was_turned_back() throws Exception {
    PublishedArtifacts first = sets.publish(store, "run-1");
    PublishedArtifacts second = sets.publish(store, "run-2");
    PublishedArtifacts back = sets.point(store, LATEST, first);
    assertThat(back.generation()).isEqualTo(3).isGreaterThan(second.generation());
    put("stg/latest.json", "");

    assertThat(repair().left()).isEmpty();
    assertThat(SmallSets.stg(store).find(LATEST)).contains(back);
  }

  @Test
  void lost_manifest_is_rebuilt_from_a_pointer() throws IOException {
    PublishedArtifacts published = sets.publish(store, "run-1");
    put("stg/run-1/_lockflight.json", "{");

    assertThat(repair().done()).containsExactly("rebuilt the manifest of run run-1 from a pointer");
    assertThat(SmallSets.stg(store).find(RunId.of("run-1"))).contains(published.set());
  }

  @Test
  void damaged_set_that_a_pointer_names_is_left_and_told() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/run-1/manifest.json", "r");

    assertThat(repair().left())
        .containsExactly(
            "set of run run-1 is damaged: [manifest.json has 1 bytes instead of 5]; publish it"
                + " again in its run");
  }

  @Test
  void stray_file_in_a_set_is_removed() throws IOException {
    PublishedArtifacts unused = sets.publish(store, "run-1");
    put("stg/run-1/sub dir/extra.json", "stray");

    assertThat(repair().done())
        .containsExactly("removed sub dir/extra.json from run run-1: not part of its set");
  }

  @Test
  void retention_keeps_the_newest_and_what_pointers_name() throws Exception {
    PublishedArtifacts good = sets.publish(store, "run-1");
    PublishedArtifacts unused = sets.point(store, LAST_GOOD, good);
    for (int run = 2; run <= 20; run++) {
      assertThat(sets.publish(store, "run-" + run).generation()).isEqualTo(run);
    }
    List<ArtifactSet> planned = SmallSets.stg(store).expired(3);
    assertThat(SmallSets.stg(store).sets()).hasSize(20);

    assertThat(SmallSets.stg(store).keepNewest(3)).isEqualTo(planned);

    assertThat(planned).extracting(set -> set.run().value()).hasSize(16).startsWith("run-2");
    assertThat(SmallSets.stg(store).sets())
        .extracting(set -> set.run().value())
        .containsExactlyInAnyOrder("run-1", "run-18", "run-19", "run-20");
    assertThat(store.list(ArtifactPath.of("stg/_lockflight"))).hasSize(11);
    assertThat(SmallSets.stg(store).keepNewest(0)).hasSize(2);
    assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-20");
    assertThat(sets.readerSees(store, LAST_GOOD)).isEqualTo("run-1");
  }

  @Test
  void retention_deletes_nothing_while_a_pointer_is_damaged() throws Exception {
    PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
    PublishedArtifacts second = sets.publish(store, "run-2");
    store.delete(ArtifactPath.of("stg/_lockflight"));
    put("stg/last-good.json", "");

    assertThatThrownBy(() -> SmallSets.stg(store).keepNewest(0))
        .isInstanceOf(DamagedPointerException.class);
    assertThat(SmallSets.stg(store).sets()).contains(second.set()).hasSize(2);
  }

  private RepairReport repair() throws IOException {
    return SmallSets.stg(store).repair(NOW);
  }

  private void put(String path, String text) throws IOException {
    store.write(ArtifactPath.of(path), ArtifactContent.of(text));
  }
}
