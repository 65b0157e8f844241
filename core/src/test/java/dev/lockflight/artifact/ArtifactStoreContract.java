package dev.lockflight.artifact;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.StepFailedException;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What every store must do, by itself and under the protocol of sets and pointers. */
abstract class ArtifactStoreContract extends PlainStoreContract {
  private Work work;

  @BeforeEach
  void prepare() {
    work = new Work(directory);
  }

  @Test
  void published_set_is_what_readers_get() throws Exception {
    ArtifactStore store = empty();

    PublishedArtifacts published = work.publish(store, "run-1");
    PublishedArtifacts good = work.point(store, LAST_GOOD, published);

    assertThat(published.generation()).isEqualTo(1);
    assertThat(good.set()).isEqualTo(published.set());
    assertThat(work.readerSees(store, LATEST)).isEqualTo("run-1");
    assertThat(work.readerSees(store, LAST_GOOD)).isEqualTo("run-1");
    assertThat(Work.stg(store).repair(Instant.EPOCH)).isEqualTo(NOTHING_TO_DO);
  }

  @Test
  void file_that_was_changed_in_the_store_is_found_out() throws Exception {
    ArtifactStore store = empty();
    PublishedArtifacts published = work.publish(store, "run-1");
    store.write(ArtifactPath.of("stg/run-1/manifest.json"), ArtifactContent.of("run-2"));

    assertThatThrownBy(() -> work.readerSees(store, LATEST))
        .isInstanceOfSatisfying(
            TornArtifactsException.class, torn -> assertThat(torn.set()).isEqualTo(published.set()))
        .hasMessageContaining("manifest.json has other bytes");
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void reader_sees_nothing_or_all_of_a_first_publish_that_died(FaultyStore.Fault fault)
      throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      FaultyStore faulty = new FaultyStore(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> work.publish(faulty, "run-1"));
      if (Work.stg(store).find(LATEST).isPresent()) {
        assertThat(work.readerSees(store, LATEST)).isEqualTo("run-1");
      }
      repairOnOdd(prefixes, store);
      assertThat(work.publish(store, "run-1").run().value()).isEqualTo("run-1");
      assertThat(work.readerSees(store, LATEST)).isEqualTo("run-1");
    }
    assertThat(prefixes).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void reader_sees_old_or_new_set_after_a_publish_that_died(FaultyStore.Fault fault)
      throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      PublishedArtifacts old = work.publish(store, "run-1");
      FaultyStore faulty = new FaultyStore(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> work.publish(faulty, "run-2"));

      String seen = work.readerSees(store, LATEST);
      assertThat(seen).isIn("run-1", "run-2");
      repairOnOdd(prefixes, store);
      assertThat(work.readerSees(store, LATEST)).isIn(seen, "run-2");
      PublishedArtifacts again = work.publish(store, "run-2");

      assertThat(again.generation()).isGreaterThan(old.generation());
      assertThat(work.readerSees(store, LATEST)).isEqualTo("run-2");
      RepairReport last = Work.stg(store).repair(Instant.EPOCH);
      assertThat(last.left()).isEmpty();
      assertThat(Work.stg(store).repair(Instant.EPOCH)).isEqualTo(NOTHING_TO_DO);
      assertThat(work.publish(store, "run-2")).isEqualTo(again);
    }
    assertThat(prefixes).isGreaterThan(10);
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void last_good_is_old_or_new_after_a_turn_that_died(FaultyStore.Fault fault) throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      PublishedArtifacts unused = work.point(store, LAST_GOOD, work.publish(store, "run-1"));
      PublishedArtifacts second = work.publish(store, "run-2");
      FaultyStore faulty = new FaultyStore(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> work.point(faulty, LAST_GOOD, second));

      assertThat(work.readerSees(store, LAST_GOOD)).isIn("run-1", "run-2");
      repairOnOdd(prefixes, store);
      assertThat(work.point(store, LAST_GOOD, second).run().value()).isEqualTo("run-2");
      assertThat(work.readerSees(store, LAST_GOOD)).isEqualTo("run-2");
      assertThat(work.readerSees(store, LATEST)).isEqualTo("run-2");
    }
    assertThat(prefixes).isGreaterThan(5);
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void repair_that_died_is_finished_by_the_next(FaultyStore.Fault fault) throws Exception {
    for (int call = 1; call < 200; call++) {
      ArtifactStore store = empty();
      PublishedArtifacts published = work.publish(store, "run-1");
      store.write(ArtifactPath.of("stg/latest.json"), ArtifactContent.of("{"));
      store.write(ArtifactPath.of("stg/run-2/half.txt"), ArtifactContent.of("half"));
      FaultyStore faulty = new FaultyStore(store, fault, call);
      boolean died = dies(faulty, () -> Work.stg(faulty).repair(Instant.EPOCH));

      assertThat(work.readerSees(store, LATEST)).isEqualTo("run-1");
      assertThat(Work.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(Work.stg(store).find(LATEST)).isEqualTo(Optional.of(published));
      assertThat(store.list(ArtifactPath.of("stg/run-2"))).isEmpty();
      if (!died) {
        return;
      }
    }
    throw new AssertionError("repair never came to an end");
  }

  @ParameterizedTest
  @EnumSource(FaultyStore.Fault.class)
  void retention_that_died_leaves_sets_whole_or_unfinished(FaultyStore.Fault fault)
      throws Exception {
    for (int call = 1; call < 200; call++) {
      ArtifactStore store = empty();
      for (String run : List.of("run-1", "run-2", "run-3")) {
        PublishedArtifacts unused = work.publish(store, run);
      }
      FaultyStore faulty = new FaultyStore(store, fault, call);
      boolean died = dies(faulty, () -> Work.stg(faulty).keepNewest(1));

      for (ArtifactSet set : Work.stg(store).sets()) {
        assertThat(work.fetched(store, set)).isEqualTo(set.run().value());
      }
      assertThat(Work.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(Work.stg(store).keepNewest(1)).hasSizeLessThanOrEqualTo(2);
      assertThat(Work.stg(store).sets()).hasSize(1);
      if (!died) {
        return;
      }
    }
    throw new AssertionError("retention never came to an end");
  }

  @Test
  void readers_get_whole_sets_while_a_writer_publishes_a_hundred() throws Exception {
    ArtifactStore store = empty();
    PublishedArtifacts unused = work.publish(store, "run-0");
    AtomicBoolean writing = new AtomicBoolean(true);
    ExecutorService readers = Executors.newFixedThreadPool(2);
    try {
      Callable<Integer> reader = () -> readWhile(writing, store);
      Future<Integer> one = readers.submit(reader);
      Future<Integer> other = readers.submit(reader);
      for (int run = 1; run <= 100; run++) {
        PublishedArtifacts published = work.publish(store, "run-" + run);
        assertThat(published.generation()).isEqualTo(run + 1);
        if (run % 10 == 0) {
          assertThat(Work.stg(store).keepNewest(2)).isNotEmpty();
        }
      }
      writing.set(false);
      assertThat(one.get() + other.get()).isPositive();
    } finally {
      writing.set(false);
      readers.shutdownNow();
    }
  }

  private int readWhile(AtomicBoolean writing, ArtifactStore store) throws IOException {
    int reads = 0;
    int newest = 0;
    do {
      int run = Integer.parseInt(work.readerSees(store, LATEST).substring("run-".length()));
      assertThat(run).as("readers never go back").isGreaterThanOrEqualTo(newest);
      newest = run;
      reads++;
    } while (writing.get());
    return reads;
  }

  static final RepairReport NOTHING_TO_DO = new RepairReport(List.of(), List.of());

  private static void repairOnOdd(int prefix, ArtifactStore store) throws IOException {
    if (prefix % 2 == 1) {
      assertThat(Work.stg(store).repair(Instant.EPOCH).left()).isEmpty();
    }
  }

  private static boolean dies(FaultyStore store, Callable<?> work) throws Exception {
    try {
      Object unused = work.call();
      assertThat(store.died()).isFalse();
      return false;
    } catch (StepFailedException | IOException e) {
      assertThat(store.died()).isTrue();
      return true;
    }
  }
}
