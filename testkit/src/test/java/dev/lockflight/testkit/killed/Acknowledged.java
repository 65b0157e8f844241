package dev.lockflight.testkit.killed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.RunId;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.RunStore;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What was said to be durable, and must be there ever after. Used by one thread. */
final class Acknowledged {
  private final Flow flow;
  private final Map<RunId, Map<Long, String>> entries = new TreeMap<>();
  private final Set<RunId> approved = new TreeSet<>();
  private final Set<RunId> seenEnded = new HashSet<>();
  private final Map<String, Long> submissions = new HashMap<>();

  Acknowledged(Flow flow) {
    this.flow = flow;
  }

  void hear(String line) {
    String[] words = line.split(" ", 4);
    switch (words[0]) {
      case "started" -> entries.computeIfAbsent(RunId.of(words[1]), run -> new TreeMap<>());
      case "approved" -> approved.add(RunId.of(words[1]));
      case "entry" ->
          entries
              .computeIfAbsent(RunId.of(words[1]), run -> new TreeMap<>())
              .put(Long.parseLong(words[2]), words[3]);
      default -> assertThat(line).isIn("ready", "finished");
    }
  }

  int runs() {
    return entries.size();
  }

  /** Looks at the runs that may have changed, while no engine runs. */
  void requireNewsIn(RunStore store) throws IOException {
    Set<RunId> ended = new HashSet<>();
    for (Map.Entry<RunId, Map<Long, String>> run : entries.entrySet()) {
      if (!seenEnded.contains(run.getKey())) {
        require(run.getKey(), run.getValue(), store);
        if (store.find(run.getKey()).orElseThrow().status().isEnd()) {
          ended.add(run.getKey());
        }
      }
    }
    seenEnded.addAll(ended);
  }

  /** Looks at all there ever was. */
  void requireAllIn(RunStore store) throws IOException {
    for (Map.Entry<RunId, Map<Long, String>> run : entries.entrySet()) {
      require(run.getKey(), run.getValue(), store);
    }
  }

  private void require(RunId run, Map<Long, String> said, RunStore store) throws IOException {
    List<JournalEntry> journal = store.read(run, 0);
    Map<Long, String> found = new TreeMap<>();
    journal.forEach(entry -> found.put(entry.seq(), entry.event().describe()));
    assertThat(found).as("journal of run %s", run).containsAllEntriesOf(said).isNotEmpty();
    if (approved.contains(run)) {
      assertThat(found.values()).anyMatch(each -> each.contains("bob approved"));
    }
    requireNoSecondSubmission(journal);
  }

  /** Once the handle is in the journal, nobody may ask for the job again. */
  private void requireNoSecondSubmission(List<JournalEntry> journal) throws IOException {
    List<String> submitted = flow.submitted();
    for (JournalEntry entry : journal) {
      if (entry.event() instanceof StepEvent.StepSubmitted known) {
        long times = Collections.frequency(submitted, known.handle());
        assertThat(times)
            .as("submissions of %s since its handle was durable", known.handle())
            .isEqualTo(submissions.computeIfAbsent(known.handle(), job -> times));
      }
    }
  }
}
