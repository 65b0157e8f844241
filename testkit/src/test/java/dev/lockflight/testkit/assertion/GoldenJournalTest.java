package dev.lockflight.testkit.assertion;

import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.testkit.assertion.Delivery.assertThatRun;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.testkit.simulation.SimulatedRun;
import dev.lockflight.testkit.simulation.Simulation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GoldenJournalTest {
  @TempDir Path directory;

  private final Simulation sim = Simulation.of(Delivery.pipelineOf());

  @AfterEach
  void close() {
    sim.close();
  }

  private Path written(SimulatedRun run) {
    Path golden = directory.resolve("golden/approved.jsonl");
    new GoldenJournal(golden).write(run.journal());
    return golden;
  }

  private static SimulatedRun approved(Simulation sim) {
    return sim.start(push("main")).approve("data-owners");
  }

  @Test
  void the_same_run_has_the_same_journal() throws IOException {
    Path golden = written(approved(sim));

    try (Simulation again = Simulation.of(Delivery.pipelineOf())) {
      assertThatRun(approved(again)).hasJournal(golden);
    }
    assertThat(Files.readAllLines(golden).get(0)).startsWith("{\"seq\":1,\"at\":\"2026-01-05T");
  }

  @Test
  void another_run_differs_from_its_first_other_event_on() {
    Path golden = written(approved(sim));

    try (Simulation again = Simulation.of(Delivery.pipelineOf())) {
      again.gate("row-count").fails("-31 %");
      SimulatedRun failed = again.start(push("main"));
      assertThatThrownBy(() -> assertThatRun(failed).hasJournal(golden))
          .hasMessageContaining("to have the journal " + golden)
          .hasMessageContaining("but they differ from entry ")
          .message()
          .containsPattern("\n    \\d+ \\S+ gate .*tests-passed.*\n  - \\d+ \\S+ gate .*PASSED")
          .containsPattern("\n  \\+ \\d+ \\S+ gate .*-31 %.*\n  \\+ ");
    }
  }

  @Test
  void a_longer_and_a_shorter_journal_differ() throws IOException {
    SimulatedRun run = approved(sim);
    Path golden = written(run);
    Files.writeString(golden, Files.readAllLines(golden).get(0) + "\n");

    assertThatThrownBy(() -> assertThatRun(run).hasJournal(golden))
        .hasMessageContaining("they differ from entry 2 on")
        .hasMessageContaining("  - (nothing more)");
  }

  @Test
  void a_missing_file_is_not_written_by_itself() {
    Path missing = directory.resolve("missing.jsonl");

    assertThatThrownBy(() -> assertThatRun(approved(sim)).hasJournal(missing))
        .hasMessageContaining("run this test once with -Dlockflight.golden=write");
    assertThat(missing).doesNotExist();
  }
}
