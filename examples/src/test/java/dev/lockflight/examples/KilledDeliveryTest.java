package dev.lockflight.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.RunSummary;
import dev.lockflight.run.StepEvent.StepStarted;
import dev.lockflight.run.StepEvent.StepSucceeded;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo's process is killed with SIGKILL three times in one delivery, which ends well. */
class KilledDeliveryTest {
  @TempDir Path directory;

  @Test
  void delivery_killed_while_it_builds_and_waits_is_resumed_without_a_second_build()
      throws Exception {
    DemoProcess demo = new DemoProcess(directory, InstalledDbt.file());
    demo.start("run", "--trigger", "manual", "--commit", "4f2a1c9")
        .until("stg_build run: dbt build \\d+/\\d+")
        .kill();
    demo.start("resume").until("asks for approval data-owners").kill();
    demo.start("resume", "--yes").until("prod_build run: dbt build \\d+/\\d+").kill();

    assertThat(demo.start("resume", "--yes").untilItEnds()).as(demo.said()).isZero();

    try (RunStore store = JdbcRunStore.sqlite(directory.resolve(".lockflight/store.db"))) {
      RunSummary run = store.list(RunStore.Query.newest(10)).get(0);
      List<JournalEntry> journal = store.read(run.run(), 0);
      assertThat(run.status()).isEqualTo(RunStatus.SUCCEEDED);
      for (String stage : List.of("stg_build", "prod_build")) {
        assertThat(started(journal, stage)).as("interrupted once, repeated once").isEqualTo(2);
        assertThat(succeeded(journal, stage)).as("builds of " + stage).isEqualTo(1);
        assertThat(invocations(stage + "-run-dbt_build"))
            .as("the killed one, the next")
            .isEqualTo(2);
      }
      assertThat(invocations("stg_build-run-dbt_source_freshness")).isEqualTo(1);
      assertThat(invocations("docs-run-dbt_docs_generate")).isEqualTo(1);
      assertThat(store.list(RunStore.Query.newest(10))).hasSize(1);
    }
    Workplace place = Laptop.workplace(directory.resolve(".lockflight"));
    String laps = "select count(*) from gold_analytics.fact_laps";
    assertThat(Laptop.figure(place.database("prod"), laps)).isEqualTo("542");
  }

  /** How often dbt was started in a step: each invocation has a target directory of its own. */
  private long invocations(String step) throws IOException {
    Path work = directory.resolve(".lockflight/work");
    try (Stream<Path> all = Files.walk(work, 4)) {
      return all.filter(Files::isDirectory)
          .filter(each -> each.getFileName().toString().matches("dbt(-\\d+)?"))
          .filter(each -> work.relativize(each).getName(1).toString().equals(step))
          .count();
    }
  }

  private static long started(List<JournalEntry> journal, String stage) {
    return journal.stream()
        .map(JournalEntry::event)
        .filter(e -> e instanceof StepStarted s && isBuild(s.step().toString(), stage))
        .count();
  }

  private static long succeeded(List<JournalEntry> journal, String stage) {
    return journal.stream()
        .map(JournalEntry::event)
        .filter(e -> e instanceof StepSucceeded s && isBuild(s.step().toString(), stage))
        .count();
  }

  private static boolean isBuild(String step, String stage) {
    return step.startsWith(stage) && step.contains("dbt build");
  }
}
