package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.RunStore.Query;
import dev.lockflight.store.RunStore.Request;
import dev.lockflight.store.StaleJournalException;
import dev.lockflight.store.StoreException;
import dev.lockflight.store.StoreOwnedException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What a store promises that outlives its process and is opened by several: in addition to {@link
 * #open}, your test opens the same one once more in {@link #openAgain}.
 */
public abstract class SharedRunStoreContract extends RunStoreContract {
  private static final Duration PATIENCE = Duration.ofSeconds(20);

  /** The store of this test once more, as another process would open it. */
  protected abstract RunStore openAgain();

  @Test
  void is_shared() {
    assertThat(store.isShared()).isTrue();
  }

  @Test
  void everything_is_there_when_it_is_opened_again() {
    RunScript script = new RunScript("run-1", NOW);
    Append append = script.step(1);
    store.append(List.of(append));
    store.send(new Request("id-1", "approve", "x"));
    store.keepBookmark("poll main", "c1");
    store.close();

    try (RunStore again = openAgain()) {
      assertThat(again.bookmark("poll main")).contains("c1");
      assertThat(again.read(script.run(), 0)).isEqualTo(append.entries());
      assertThat(again.find(script.run())).contains(script.summary());
      assertThat(again.requests()).hasSize(1);
      again.append(List.of(script.step(2)));
      assertThat(again.read(script.run(), 2)).hasSize(2);
    }
  }

  @Test
  void what_one_writes_the_other_sees_at_once() {
    try (RunStore other = openAgain()) {
      RunScript script = new RunScript("run-1", NOW);
      for (int step = 1; step <= 20; step++) {
        store.append(List.of(script.step(step)));
        assertThat(other.read(script.run(), 0)).hasSize(2 * step);
      }
      other.append(List.of(script.step(21)));
      assertThatThrownBy(() -> store.append(List.of(script.from(40).step(21))))
          .isInstanceOf(StaleJournalException.class)
          .hasMessageContaining("entry 41 of run run-1");
    }
  }

  @Test
  void a_request_is_answered_across_processes() {
    try (RunStore other = openAgain();
        Ownership owning = store.own("the engine")) {
      other.send(new Request("id-1", "approve", "run-1"));
      assertThat(store.requests()).containsExactly(new Request("id-1", "approve", "run-1"));
      store.answer("id-1", "approved");
      assertThat(other.answerTo("id-1")).contains("approved");
      assertThat(owning).isNotNull();
    }
  }

  @Test
  void requests_get_through_while_the_owner_appends_without_pause() throws Exception {
    try (RunStore other = openAgain()) {
      Together.inParallel(
          2,
          thread -> {
            if (thread == 0) {
              RunScript script = new RunScript("run-1", NOW);
              long end = System.nanoTime() + PATIENCE.toNanos();
              for (int step = 1; store.requests().size() < 20 && System.nanoTime() < end; step++) {
                store.append(List.of(script.step(step)));
              }
            } else {
              for (int i = 0; i < 20; i++) {
                other.send(new Request("id-" + i, "approve", ""));
              }
            }
          });
      assertThat(store.requests()).hasSize(20);
    }
  }

  @Test
  void ownership_is_seen_and_refused_across_processes() {
    try (RunStore other = openAgain()) {
      try (Ownership owning = store.own("process 17 on host ada")) {
        assertThat(other.owner()).contains("process 17 on host ada");
        assertThatThrownBy(() -> other.own("process 18"))
            .isInstanceOf(StoreOwnedException.class)
            .hasMessageContaining("is owned by process 17 on host ada")
            .extracting(e -> ((StoreOwnedException) e).owner())
            .isEqualTo("process 17 on host ada");
        assertThat(store.owner()).isPresent();
        assertThat(owning).isNotNull();
      }
      assertThat(other.owner()).isEmpty();
      try (Ownership owning = other.own("process 18")) {
        assertThat(store.owner()).contains("process 18");
        assertThat(owning).isNotNull();
      }
    }
  }

  @Test
  void closing_the_store_gives_up_its_ownership() {
    Ownership owning = store.own("first");
    store.close();

    try (RunStore other = openAgain()) {
      assertThat(other.owner()).isEmpty();
      Ownership mine = other.own("second");
      owning.close();
      assertThat(other.owner()).contains("second");
      mine.close();
    }
  }

  @Test
  void a_closed_store_says_so() {
    store.close();

    assertThatThrownBy(() -> store.list(Query.UNFINISHED))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
    assertThatThrownBy(() -> store.append(List.of(new RunScript("run-1", NOW).step(1))))
        .isInstanceOf(StoreException.class)
        .hasMessageContaining("closed");
  }

  @Test
  void ten_thousand_waiting_runs_are_listed() {
    List<Append> appends = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      appends.add(new RunScript("run-" + i, NOW.plusNanos(i)).in(RunStatus.WAITING).step(1));
    }
    store.append(appends);

    List<RunSummary> unfinished = store.list(Query.UNFINISHED);
    assertThat(unfinished).hasSize(10_000);
    assertThat(unfinished.get(0).run().value()).isEqualTo("run-9999");
  }
}
