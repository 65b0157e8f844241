package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StaleJournalException;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunStoreContractTest {
  /** The contract of a third party's store, with the one method there is to write. */
  static class Kept extends RunStoreContract {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore());
    }
  }

  @Test
  void a_good_store_passes() {
    Trial.passes(Kept.class, 23);
  }

  static final class AcceptingStale extends Kept {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore()) {
        @Override
        public void append(List<Append> appends) {
          try {
            super.append(appends);
          } catch (StaleJournalException e) {
            assertThat(e).isNotNull();
          }
        }
      };
    }
  }

  @Test
  void a_store_that_accepts_a_stale_append_is_caught() {
    assertThat(Trial.caught(AcceptingStale.class))
        .containsExactly(
            "an_entry_that_exists_is_refused_and_nothing_of_the_append_is_written",
            "of_threads_that_append_the_same_entry_one_wins");
  }

  static final class AppendingPiecemeal extends Kept {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore()) {
        @Override
        public void append(List<Append> appends) {
          appends.forEach(each -> super.append(List.of(each)));
        }
      };
    }
  }

  @Test
  void a_store_that_writes_half_of_an_append_is_caught() {
    assertThat(
            Trial.isCaughtBy(
                "an_entry_that_exists_is_refused_and_nothing_of_the_append_is_written",
                AppendingPiecemeal.class))
        .isTrue();
  }

  static final class OldestFirst extends Kept {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore()) {
        @Override
        public List<RunSummary> list(Query query) {
          return reversed(super.list(query));
        }

        @Override
        public List<Deployment> deployments(EnvironmentName environment) {
          return reversed(super.deployments(environment));
        }
      };
    }

    private static <T> List<T> reversed(List<T> all) {
      List<T> copy = new ArrayList<>(all);
      Collections.reverse(copy);
      return copy;
    }
  }

  @Test
  void a_store_that_lists_the_wrong_way_round_is_caught() {
    assertThat(Trial.caught(OldestFirst.class))
        .containsExactly(
            "runs_are_listed_newest_first_by_pipeline_and_status",
            "the_ledger_of_an_environment_is_newest_first");
  }

  static final class NobodysStore extends Kept {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore()) {
        @Override
        public Ownership own(String owner) {
          return () -> {};
        }

        @Override
        public Optional<String> owner() {
          return Optional.empty();
        }
      };
    }
  }

  @Test
  void a_store_that_lets_anybody_own_it_is_caught() {
    assertThat(Trial.caught(NobodysStore.class)).containsExactly("one_at_a_time_owns_the_store");
  }

  static final class AnsweringTwice extends Kept {
    @Override
    protected RunStore open() {
      return new ForwardingRunStore(new InMemoryRunStore()) {
        private final List<Request> sent = Collections.synchronizedList(new ArrayList<>());

        @Override
        public void send(Request request) {
          sent.add(request);
          super.send(request);
        }

        @Override
        public List<Request> requests() {
          return List.copyOf(sent);
        }
      };
    }
  }

  @Test
  void a_store_that_keeps_answered_requests_is_caught() {
    assertThat(Trial.caught(AnsweringTwice.class))
        .containsExactly("requests_wait_in_order_until_they_are_answered_once");
  }

  /** The same for a store that outlives its process. */
  static class KeptOnDisk extends SharedRunStoreContract {
    @TempDir Path directory;

    @Override
    protected RunStore open() {
      return openAgain();
    }

    @Override
    protected RunStore openAgain() {
      return JdbcRunStore.sqlite(directory.resolve("runs.db"));
    }
  }

  @Test
  void a_good_store_on_disk_passes() {
    Trial.passes(KeptOnDisk.class, 32);
  }

  static final class LosingTheLast extends KeptOnDisk {
    private int opened;

    @Override
    protected RunStore openAgain() {
      opened++;
      return opened == 1 ? super.openAgain() : new WithoutTheLast(super.openAgain());
    }
  }

  /** What it was opened with lacks the end that had been acknowledged. */
  private static final class WithoutTheLast extends ForwardingRunStore {
    WithoutTheLast(RunStore store) {
      super(store);
    }

    @Override
    public List<JournalEntry> read(RunId run, long afterSeq) {
      List<JournalEntry> all = super.read(run, afterSeq);
      return all.isEmpty() ? all : all.subList(0, all.size() - 1);
    }
  }

  @Test
  void a_store_that_loses_the_last_append_on_reopening_is_caught() {
    assertThat(Trial.isCaughtBy("everything_is_there_when_it_is_opened_again", LosingTheLast.class))
        .isTrue();
  }

  static final class SeeingOnlyTheStart extends KeptOnDisk {
    private final List<JournalEntry> copy = new ArrayList<>();

    @Override
    protected RunStore openAgain() {
      return new ForwardingRunStore(super.openAgain()) {
        @Override
        public List<JournalEntry> read(RunId run, long afterSeq) {
          if (copy.isEmpty()) {
            copy.addAll(super.read(run, afterSeq));
          }
          return copy;
        }
      };
    }
  }

  @Test
  void a_store_that_does_not_see_what_others_write_is_caught() {
    assertThat(Trial.isCaughtBy("what_one_writes_the_other_sees_at_once", SeeingOnlyTheStart.class))
        .isTrue();
  }
}
