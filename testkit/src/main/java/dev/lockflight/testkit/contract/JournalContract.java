package dev.lockflight.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Notice;
import dev.lockflight.Notification;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.Structure;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.Append;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.RunStore.Query;
import dev.lockflight.store.StaleJournalException;
import dev.lockflight.store.StoreException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What every run store promises about appending and reading journals. */
abstract class JournalContract {
  protected static final Instant NOW = Instant.parse("2026-11-20T10:00:00.123456789Z");
  static final EnvironmentName PROD = EnvironmentName.of("prod");

  private static final List<String> TEXTS =
      List.of(
          "plain",
          "",
          " 'single' \"double\" `back` \\ \\u0000 $1 ? :name <schema> {} %s ; -- */",
          "line\nline\r\n\ttab",
          "Grüße, 日本語, 🚢🔒, e\u0301, \u202eright to left",
          "nul \u0000 and \u0001 and \u001f and \u007f",
          "cut through an emoji \ud83d",
          "\udea2 the other half, and \ud83d\ud83d\udea2 both",
          "x".repeat(1_000_000));

  protected RunStore store;

  /** An empty store. */
  protected abstract RunStore open();

  @BeforeEach
  void open_the_store() {
    store = open();
  }

  @AfterEach
  void close_the_store() {
    store.close();
  }

  @TestFactory
  Stream<DynamicTest> every_event_comes_back_as_it_was() {
    return IntStream.range(0, TEXTS.size())
        .mapToObj(
            i -> DynamicTest.dynamicTest("text " + i, () -> roundTrip("run-" + i, TEXTS.get(i))));
  }

  private void roundTrip(String run, String text) {
    List<RunEvent> events = EveryEvent.saying(text);
    Append append = new RunScript(run, NOW).next(events.toArray(new RunEvent[0]));

    store.append(List.of(append));

    assertThat(store.read(RunId.of(run), 0)).isEqualTo(append.entries());
    assertThat(events.stream().<Object>map(RunEvent::getClass)).containsAll(EveryEvent.types());
  }

  @Test
  void entries_after_a_number_are_read_in_order() {
    RunScript script = new RunScript("run-1", NOW);
    store.append(List.of(script.step(1), script.step(2)));
    store.append(List.of(script.step(3)));

    assertThat(store.read(script.run(), 0))
        .extracting(JournalEntry::seq)
        .containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
    assertThat(store.read(script.run(), 4)).extracting(JournalEntry::seq).containsExactly(5L, 6L);
    assertThat(store.read(script.run(), 6)).isEmpty();
    assertThat(store.read(script.run(), 1_000)).isEmpty();
    assertThat(store.read(RunId.of("unknown"), 0)).isEmpty();
  }

  @Test
  void a_run_stands_as_its_last_append_says() {
    RunScript script = new RunScript("run-1", NOW);
    store.append(List.of(script.step(1)));
    RunSummary.Waits waits =
        new RunSummary.Waits(
            NOW.plusNanos(7),
            Map.of(StageName.of("prod"), new LockClaim(PROD, true, NOW)),
            List.of("an approval of \"data-owners\"", "🔒"),
            List.of(new Notice("a1b2", Notification.Event.FAILED, "data owners, Größen")));
    store.append(List.of(script.in(RunStatus.WAITING).waiting(waits).step(2), script.step(3)));

    assertThat(store.find(script.run())).contains(script.summary());
    assertThat(store.list(Query.newest(10))).containsExactly(script.summary());
    assertThat(store.find(RunId.of("unknown"))).isEmpty();
  }

  @Test
  void a_wait_without_end_is_kept() {
    RunSummary.Waits waits = new RunSummary.Waits(Instant.MAX, Map.of(), List.of("for ever"));
    RunScript script = new RunScript("run-1", NOW).in(RunStatus.WAITING).waiting(waits);

    store.append(List.of(script.step(1)));

    assertThat(store.find(script.run())).contains(script.summary());
  }

  @Test
  void an_entry_that_exists_is_refused_and_nothing_of_the_append_is_written() {
    RunScript script = new RunScript("run-1", NOW);
    store.append(List.of(script.step(1)));
    RunScript other = new RunScript("run-2", NOW);
    Append stale = new RunScript("run-1", NOW).from(1).in(RunStatus.FAILED).step(2);

    assertThatThrownBy(() -> store.append(List.of(other.step(1), stale)))
        .isInstanceOf(StaleJournalException.class)
        .hasMessageContaining("entry 2 of run run-1 already exists")
        .extracting(e -> ((StaleJournalException) e).run())
        .isEqualTo(script.run());

    assertThat(store.read(other.run(), 0)).isEmpty();
    assertThat(store.find(other.run())).isEmpty();
    assertThat(store.read(script.run(), 0)).hasSize(2);
    assertThat(store.find(script.run())).contains(script.summary());
    store.append(List.of(script.step(2), new RunScript("run-2", NOW).step(1)));
    assertThat(store.read(script.run(), 0)).hasSize(4);
  }

  @Test
  void nothing_of_a_refused_append_reaches_ledger_or_structures() {
    Structure structure = new Structure(RunScript.DELIVERY, Map.of(StageName.of("a"), "stage a"));
    RunScript script = new RunScript("run-1", NOW);
    Append first = script.next(deployment("run-1", Deployment.State.DEPLOYING));
    Append gap = new RunScript("run-2", NOW).from(3).step(1);

    assertThatThrownBy(
            () ->
                store.append(List.of(new Append(first.entries(), first.summary(), structure), gap)))
        .isInstanceOf(StoreException.class);

    assertThat(store.deployments(PROD)).isEmpty();
    assertThat(store.structure(structure.digest())).isEmpty();
  }

  @Test
  void a_gap_in_a_journal_is_refused() {
    RunScript script = new RunScript("run-1", NOW);
    store.append(List.of(script.step(1)));

    assertThatThrownBy(() -> store.append(List.of(script.from(5).step(3))))
        .isInstanceOf(StoreException.class)
        .isNotInstanceOf(StaleJournalException.class)
        .hasMessageContaining("entry 6 of run run-1 cannot follow entry 2");
    assertThatThrownBy(() -> store.append(List.of(new RunScript("run-2", NOW).from(1).step(1))))
        .hasMessageContaining("entry 2 of run run-2 cannot follow entry 0");
    assertThat(store.read(script.run(), 0)).hasSize(2);
  }

  @Test
  void an_append_without_runs_does_nothing() {
    store.append(List.of());

    assertThat(store.list(Query.newest(10))).isEmpty();
  }

  @Test
  void threads_append_at_the_same_time_and_all_of_it_is_there() throws Exception {
    int threads = 8;
    int steps = 50;
    Together.inParallel(
        threads,
        thread -> {
          RunScript mine = new RunScript("run-" + thread, NOW);
          RunScript second = new RunScript("run-" + thread + "-b", NOW);
          for (int step = 1; step <= steps; step++) {
            store.append(List.of(mine.step(step), second.step(step)));
          }
        });

    for (int thread = 0; thread < threads; thread++) {
      List<JournalEntry> journal = store.read(RunId.of("run-" + thread), 0);
      assertThat(journal).hasSize(2 * steps);
      assertThat(journal.get(2 * steps - 1).seq()).isEqualTo(2L * steps);
    }
    assertThat(store.list(Query.newest(100))).hasSize(2 * threads);
  }

  @Test
  void of_threads_that_append_the_same_entry_one_wins() throws Exception {
    List<String> outcomes = Collections.synchronizedList(new ArrayList<>());
    Together.inParallel(
        8,
        thread -> {
          try {
            store.append(List.of(new RunScript("run-1", NOW).step(thread)));
            outcomes.add("written");
          } catch (StaleJournalException e) {
            outcomes.add("stale");
          }
        });

    assertThat(outcomes).containsOnlyOnce("written").hasSize(8);
    assertThat(store.read(RunId.of("run-1"), 0)).hasSize(2);
  }

  static RunEvent.DeploymentRecorded deployment(String run, Deployment.State state) {
    return new RunEvent.DeploymentRecorded(
        new Deployment(
            PROD,
            RunScript.RELEASE.with("manifest", "sha256:\"🚢\u0000"),
            RunId.of(run),
            StageName.of("prod"),
            state,
            NOW));
  }
}
