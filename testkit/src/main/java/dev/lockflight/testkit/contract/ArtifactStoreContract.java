package dev.lockflight.testkit.contract;

import static dev.lockflight.artifact.Pointer.LAST_GOOD;
import static dev.lockflight.artifact.Pointer.LATEST;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.StepFailedException;
import dev.lockflight.artifact.ArtifactContent;
import dev.lockflight.artifact.ArtifactPath;
import dev.lockflight.artifact.ArtifactSet;
import dev.lockflight.artifact.ArtifactStore;
import dev.lockflight.artifact.PublishedArtifacts;
import dev.lockflight.artifact.RepairReport;
import dev.lockflight.artifact.TornArtifactsException;
import dev.lockflight.testkit.fake.FailingArtifactStore;
import dev.lockflight.testkit.fake.FailingArtifactStore.Fault;
import java.io.IOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What every artifact store must do, by itself and under the protocol of sets and pointers. A store
 * of your own passes when your test extends this and gives an empty one in {@link #empty}.
 */
public abstract class ArtifactStoreContract extends PlainStoreContract {
  private SmallSets sets;

  @BeforeEach
  void prepare() {
    sets = new SmallSets(directory);
  }

  @Test
  void published_set_is_what_readers_get() throws Exception {
    ArtifactStore store = empty();

    PublishedArtifacts published = sets.publish(store, "run-1");
    PublishedArtifacts good = sets.point(store, LAST_GOOD, published);

    assertThat(published.generation()).isEqualTo(1);
    assertThat(good.set()).isEqualTo(published.set());
    assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
    assertThat(sets.readerSees(store, LAST_GOOD)).isEqualTo("run-1");
    assertThat(SmallSets.stg(store).repair(Instant.EPOCH)).isEqualTo(SmallSets.NOTHING_TO_DO);
  }

  @Test
  void file_that_was_changed_in_the_store_is_found_out() throws Exception {
    ArtifactStore store = empty();
    PublishedArtifacts published = sets.publish(store, "run-1");
    store.write(ArtifactPath.of("stg/run-1/manifest.json"), ArtifactContent.of("run-2"));

    assertThatThrownBy(() -> sets.readerSees(store, LATEST))
        .isInstanceOfSatisfying(
            TornArtifactsException.class, torn -> assertThat(torn.set()).isEqualTo(published.set()))
        .hasMessageContaining("manifest.json has other bytes");
  }

  @TestFactory
  Stream<DynamicTest> reader_sees_nothing_or_all_of_a_first_publish_that_died() {
    return underEachFault(this::reader_sees_nothing_or_all_of_a_first_publish_that_died);
  }

  private void reader_sees_nothing_or_all_of_a_first_publish_that_died(Fault fault)
      throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> sets.publish(faulty, "run-1"));
      if (SmallSets.stg(store).find(LATEST).isPresent()) {
        assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
      }
      repairOnOdd(prefixes, store);
      assertThat(sets.publish(store, "run-1").run().value()).isEqualTo("run-1");
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
    }
    assertThat(prefixes).isGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> reader_sees_old_or_new_set_after_a_publish_that_died() {
    return underEachFault(this::reader_sees_old_or_new_set_after_a_publish_that_died);
  }

  private void reader_sees_old_or_new_set_after_a_publish_that_died(Fault fault) throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      PublishedArtifacts old = sets.publish(store, "run-1");
      FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> sets.publish(faulty, "run-2"));

      String seen = sets.readerSees(store, LATEST);
      assertThat(seen).isIn("run-1", "run-2");
      repairOnOdd(prefixes, store);
      assertThat(sets.readerSees(store, LATEST)).isIn(seen, "run-2");
      PublishedArtifacts again = sets.publish(store, "run-2");

      assertThat(again.generation()).isGreaterThan(old.generation());
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-2");
      RepairReport last = SmallSets.stg(store).repair(Instant.EPOCH);
      assertThat(last.left()).isEmpty();
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH)).isEqualTo(SmallSets.NOTHING_TO_DO);
      assertThat(sets.publish(store, "run-2")).isEqualTo(again);
    }
    assertThat(prefixes).isGreaterThan(10);
  }

  @TestFactory
  Stream<DynamicTest> last_good_is_old_or_new_after_a_turn_that_died() {
    return underEachFault(this::last_good_is_old_or_new_after_a_turn_that_died);
  }

  private void last_good_is_old_or_new_after_a_turn_that_died(Fault fault) throws Exception {
    int prefixes = 0;
    for (boolean alive = false; !alive; prefixes++) {
      ArtifactStore store = empty();
      PublishedArtifacts unused = sets.point(store, LAST_GOOD, sets.publish(store, "run-1"));
      PublishedArtifacts second = sets.publish(store, "run-2");
      FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, fault, prefixes + 1);
      alive = !dies(faulty, () -> sets.point(faulty, LAST_GOOD, second));

      assertThat(sets.readerSees(store, LAST_GOOD)).isIn("run-1", "run-2");
      repairOnOdd(prefixes, store);
      assertThat(sets.point(store, LAST_GOOD, second).run().value()).isEqualTo("run-2");
      assertThat(sets.readerSees(store, LAST_GOOD)).isEqualTo("run-2");
      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-2");
    }
    assertThat(prefixes).isGreaterThan(5);
  }

  @TestFactory
  Stream<DynamicTest> repair_that_died_is_finished_by_the_next() {
    return underEachFault(this::repair_that_died_is_finished_by_the_next);
  }

  private void repair_that_died_is_finished_by_the_next(Fault fault) throws Exception {
    for (int call = 1; call < 200; call++) {
      ArtifactStore store = empty();
      PublishedArtifacts published = sets.publish(store, "run-1");
      store.write(ArtifactPath.of("stg/latest.json"), ArtifactContent.of("{"));
      store.write(ArtifactPath.of("stg/run-2/half.txt"), ArtifactContent.of("half"));
      FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, fault, call);
      boolean died = dies(faulty, () -> SmallSets.stg(faulty).repair(Instant.EPOCH));

      assertThat(sets.readerSees(store, LATEST)).isEqualTo("run-1");
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(SmallSets.stg(store).find(LATEST)).isEqualTo(Optional.of(published));
      assertThat(store.list(ArtifactPath.of("stg/run-2"))).isEmpty();
      if (!died) {
        return;
      }
    }
    throw new AssertionError("repair never came to an end");
  }

  @TestFactory
  Stream<DynamicTest> retention_that_died_leaves_sets_whole_or_unfinished() {
    return underEachFault(this::retention_that_died_leaves_sets_whole_or_unfinished);
  }

  private void retention_that_died_leaves_sets_whole_or_unfinished(Fault fault) throws Exception {
    for (int call = 1; call < 200; call++) {
      ArtifactStore store = empty();
      for (String run : List.of("run-1", "run-2", "run-3")) {
        PublishedArtifacts unused = sets.publish(store, run);
      }
      FailingArtifactStore faulty = FailingArtifactStore.dyingAt(store, fault, call);
      boolean died = dies(faulty, () -> SmallSets.stg(faulty).keepNewest(1));

      for (ArtifactSet set : SmallSets.stg(store).sets()) {
        assertThat(sets.fetched(store, set)).isEqualTo(set.run().value());
      }
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH).left()).isEmpty();
      assertThat(SmallSets.stg(store).keepNewest(1)).hasSizeLessThanOrEqualTo(2);
      assertThat(SmallSets.stg(store).sets()).hasSize(1);
      if (!died) {
        return;
      }
    }
    throw new AssertionError("retention never came to an end");
  }

  @Test
  void readers_get_whole_sets_while_a_writer_publishes_a_hundred() throws Exception {
    ArtifactStore store = empty();
    PublishedArtifacts unused = sets.publish(store, "run-0");
    AtomicBoolean writing = new AtomicBoolean(true);
    AtomicInteger reads = new AtomicInteger();
    FutureTask<Integer> one = Together.started(1, n -> reads.addAndGet(readWhile(writing, store)));
    FutureTask<Integer> two = Together.started(2, n -> reads.addAndGet(readWhile(writing, store)));
    try {
      for (int run = 1; run <= 100; run++) {
        PublishedArtifacts published = sets.publish(store, "run-" + run);
        assertThat(published.generation()).isEqualTo(run + 1);
        if (run % 10 == 0) {
          assertThat(SmallSets.stg(store).keepNewest(2)).isNotEmpty();
        }
      }
    } finally {
      writing.set(false);
    }
    assertThat(Together.resultOf(one) + Together.resultOf(two)).isEqualTo(3);
    assertThat(reads).hasPositiveValue();
  }

  private int readWhile(AtomicBoolean writing, ArtifactStore store) throws IOException {
    int reads = 0;
    int newest = 0;
    do {
      int run = Integer.parseInt(sets.readerSees(store, LATEST).substring("run-".length()));
      assertThat(run).as("readers never go back").isGreaterThanOrEqualTo(newest);
      newest = run;
      reads++;
    } while (writing.get());
    return reads;
  }

  private interface UnderFault {
    void test(Fault fault) throws Exception;
  }

  private static Stream<DynamicTest> underEachFault(UnderFault body) {
    return Stream.of(Fault.values())
        .map(fault -> DynamicTest.dynamicTest(fault.name(), () -> body.test(fault)));
  }

  private static void repairOnOdd(int prefix, ArtifactStore store) throws IOException {
    if (prefix % 2 == 1) {
      assertThat(SmallSets.stg(store).repair(Instant.EPOCH).left()).isEmpty();
    }
  }

  private static boolean dies(FailingArtifactStore store, Callable<?> sets) throws Exception {
    try {
      Object unused = sets.call();
      assertThat(store.died()).isFalse();
      return false;
    } catch (StepFailedException | IOException e) {
      assertThat(store.died()).isTrue();
      return true;
    }
  }
}
