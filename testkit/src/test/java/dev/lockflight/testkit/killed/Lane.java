package dev.lockflight.testkit.killed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.engine.Answer;
import dev.lockflight.engine.Requests;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.jdbc.StoreChild;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;

/**
 * One store and the engines that are killed over it, one after the other, while a person in this
 * process leaves approvals in the store. Used by one thread.
 */
final class Lane {
  private static final Principal CAROL = Principal.of("carol").withGroups("owners");
  private static final int MOST_LINES = 40;
  private static final int MOST_NANOS = 5_000_000;

  private final String place;
  private final Path directory;
  private final Random random;
  private final Flow flow;
  private final Acknowledged acknowledged;
  private final Map<RunId, String> requests = new HashMap<>();

  Lane(String place, Path directory, Random random) {
    this.place = place;
    this.directory = directory;
    this.random = random;
    this.flow = new Flow(directory);
    this.acknowledged = new Acknowledged(flow);
  }

  /** Kills so many engines, lets one more finish, and returns how many runs there were. */
  int killAndFinish(int kills) throws Exception {
    EngineProcess next = EngineProcess.start(place, directory);
    try {
      for (int kill = 0; kill < kills; kill++) {
        EngineProcess now = next;
        now.go();
        next = EngineProcess.start(place, directory);
        killSoon(now);
        lookAndAnswer(false);
      }
      lookAndAnswer(true);
      next.finish();
      hearUntilFinished(next);
    } finally {
      next.discard();
    }
    requireTheUndisturbedEnd();
    return acknowledged.runs();
  }

  private void killSoon(EngineProcess process) throws Exception {
    try {
      for (int i = random.nextInt(MOST_LINES); i > 0; i--) {
        acknowledged.hear(process.line());
      }
      LockSupport.parkNanos(random.nextInt(MOST_NANOS));
    } finally {
      process.kill(acknowledged::hear);
    }
  }

  private void lookAndAnswer(boolean everyRun) throws IOException {
    try (RunStore store = StoreChild.open(place)) {
      acknowledged.requireNewsIn(store);
      for (RunSummary run : store.list(RunStore.Query.UNFINISHED)) {
        boolean chosen = !requests.containsKey(run.run()) && (everyRun || random.nextBoolean());
        if (chosen && isAsked(store, run.run())) {
          answer(store, run.run());
        }
      }
    }
  }

  private static boolean isAsked(RunStore store, RunId run) {
    return Run.of(run, store.read(run, 0)).stages().values().stream()
        .anyMatch(stage -> !stage.approvals().isEmpty());
  }

  private void answer(RunStore store, RunId run) {
    String unused =
        requests.computeIfAbsent(
            run, id -> Requests.to(store).approve(Answer.to(id, "owners", CAROL)));
  }

  private void hearUntilFinished(EngineProcess process) throws Exception {
    try (RunStore store = StoreChild.open(place)) {
      for (String line = process.line(); !line.equals("finished"); line = process.line()) {
        acknowledged.hear(line);
        if (line.contains("asks for approval")) {
          answer(store, RunId.of(line.split(" ", 3)[1]));
        }
      }
      process.awaitEnd();
    }
  }

  private void requireTheUndisturbedEnd() throws IOException {
    try (RunStore store = StoreChild.open(place)) {
      acknowledged.requireAllIn(store);
      List<String> undisturbed = Undisturbed.outline(directory.resolve("undisturbed"));
      for (RunSummary summary : store.list(RunStore.Query.newest(Integer.MAX_VALUE))) {
        Run run = Run.of(summary.run(), store.read(summary.run(), 0));
        assertThat(run.status()).as("%s", run).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(Undisturbed.outline(run, store.read(summary.run(), 0)))
            .as("what run %s came to", run.id())
            .isEqualTo(undisturbed);
        requireEffects(run.id());
      }
      requests.forEach((run, request) -> requireAnswered(store, run, request));
    }
  }

  /**
   * Killed between its decision and its answer, an engine leaves a request that the next one
   * refuses, because carol has answered already: what counts is in the journal.
   */
  private static void requireAnswered(RunStore store, RunId run, String request) {
    assertThat(Requests.to(store).answer(request))
        .as("the answer to carol's approval of %s", run)
        .isPresent();
    assertThat(store.read(run, 0))
        .as("carol's approval of %s, which the store had taken", run)
        .filteredOn(entry -> entry.event().describe().contains("carol approved"))
        .hasSize(1);
  }

  /** Each remote job once, and each call at least once. */
  private void requireEffects(RunId run) throws IOException {
    Map<String, Integer> jobs = new TreeMap<>();
    for (String job : flow.jobNames()) {
      if (job.startsWith(run + " ")) {
        String step = job.substring(0, job.lastIndexOf(' '));
        Integer unused = jobs.merge(step, 1, Integer::sum);
      }
    }
    assertThat(jobs).isEqualTo(Map.of(run + " integration test", 1, run + " release", 1));
    assertThat(flow.called())
        .contains(run + " compile", run + " savepoint", run + " announce", run + " tidy");
  }
}
