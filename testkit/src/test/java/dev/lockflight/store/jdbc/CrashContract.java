package dev.lockflight.store.jdbc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.RunStore.Ownership;
import dev.lockflight.store.RunStore.Request;
import dev.lockflight.store.StoreOwnedException;
import dev.lockflight.testkit.contract.RunScript;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** What a store promises when a process at it is killed, with real processes. */
abstract class CrashContract {
  private static final int RUNS = 3;
  private static final int CHILDREN = 4;
  private static final int MOST_ACKNOWLEDGED = 25;
  private static final int MOST_NANOS = 3_000_000;
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(30);

  /** A place where no store is yet, as {@link StoreChild} understands it. */
  abstract String newPlace();

  abstract int kills();

  @Test
  void nothing_acknowledged_is_lost_when_the_process_is_killed() throws Exception {
    ExecutorService executor = Executors.newFixedThreadPool(CHILDREN);
    try {
      List<Future<?>> all = new ArrayList<>();
      for (int i = 0; i < CHILDREN; i++) {
        Random random = new Random(20261120 + i);
        String place = newPlace();
        all.add(executor.submit(() -> killAgainAndAgain(place, kills() / CHILDREN, random)));
      }
      for (Future<?> one : all) {
        one.get();
      }
    } finally {
      executor.shutdownNow();
    }
  }

  private static boolean killAgainAndAgain(String place, int times, Random random)
      throws Exception {
    long acknowledged = 0;
    for (int i = 0; i < times; i++) {
      Process child = StoreChild.start(place, "append", "" + RUNS, "" + Integer.MAX_VALUE);
      acknowledged = killSoon(child, random, acknowledged);
      requireAll(place, acknowledged);
    }
    assertThat(acknowledged).as("something was acknowledged at all").isPositive();
    return true;
  }

  /** The last number it acknowledged before it was killed. */
  private static long killSoon(Process child, Random random, long before) throws Exception {
    try (BufferedReader lines = StoreChild.lines(child)) {
      assertThat(lines.readLine()).isEqualTo("ready");
      long last = before;
      for (int i = random.nextInt(MOST_ACKNOWLEDGED); i > 0; i--) {
        last = Long.parseLong(lines.readLine());
      }
      LockSupport.parkNanos(random.nextInt(MOST_NANOS));
      // Not by child.destroyForcibly(): that would also throw away what it has said.
      assertThat(child.toHandle().destroyForcibly()).isTrue();
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        last = Long.parseLong(line);
      }
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      assertThat(child.exitValue()).as("killed, not ended by itself").isEqualTo(137);
      return last;
    }
  }

  private static void requireAll(String place, long acknowledged) {
    try (RunStore store = StoreChild.open(place)) {
      long length = store.read(RunId.of("run-0"), 0).size();
      assertThat(length).isGreaterThanOrEqualTo(acknowledged);
      for (int run = 0; run < RUNS; run++) {
        List<JournalEntry> journal = store.read(RunId.of("run-" + run), 0);
        assertThat(journal)
            .extracting(JournalEntry::seq)
            .as("every run has what was appended together, without gaps")
            .isEqualTo(LongStream.rangeClosed(1, length).boxed().toList());
        if (length > 0) {
          assertThat(store.find(RunId.of("run-" + run)).orElseThrow().moments().seq())
              .isEqualTo(length);
        }
      }
    }
  }

  @Test
  void an_owner_that_is_killed_owns_no_longer() throws Exception {
    String place = newPlace();
    Process child = StoreChild.start(place, "own", "the other process");
    try (BufferedReader lines = StoreChild.lines(child);
        RunStore store = StoreChild.open(place)) {
      assertThat(lines.readLine()).isEqualTo("owned");
      assertThat(store.owner()).contains("the other process");
      assertThatThrownBy(() -> store.own("me"))
          .isInstanceOf(StoreOwnedException.class)
          .hasMessageContaining("is owned by the other process");

      assertThat(child.toHandle().destroyForcibly()).isTrue();
      assertThat(child.waitFor(30, TimeUnit.SECONDS)).isTrue();
      awaitNoOwner(store);

      try (Ownership owning = store.own("me")) {
        assertThat(store.owner()).contains("me");
        store.append(List.of(new RunScript("run-1", Instant.EPOCH).step(1)));
        assertThat(owning).isNotNull();
      }
    }
  }

  /** A server notices a closed connection in its own time. */
  private static void awaitNoOwner(RunStore store) {
    long end = System.nanoTime() + LONG_ENOUGH.toNanos();
    while (store.owner().isPresent() && System.nanoTime() < end) {
      Thread.onSpinWait();
    }
    assertThat(store.owner()).isEmpty();
  }

  @Test
  void a_request_of_another_process_is_answered() throws IOException {
    String place = newPlace();
    try (RunStore store = StoreChild.open(place);
        Ownership owning = store.own("the engine")) {
      Process child = StoreChild.start(place, "ask", "id-1", "approve", "run-1 \"🚢\"");
      try (BufferedReader lines = StoreChild.lines(child)) {
        assertThat(lines.readLine()).isEqualTo("sent to the engine");
        assertThat(store.requests())
            .containsExactly(new Request("id-1", "approve", "run-1 \"🚢\""));
        store.answer("id-1", "approved");
        assertThat(lines.readLine()).isEqualTo("answer approved");
      }
      assertThat(owning).isNotNull();
    }
  }
}
