package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.Verdict;
import dev.lockflight.run.RunStatus;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PlainProgressTest {
  private static final ItemPath PROD = Story.item("prod_build", Phase.RUN, "dbt build");
  private static final RunId RUN = RunId.of("run-live");

  private final StringBuilder out = new StringBuilder();
  private final SetClock clock = new SetClock();
  private final PlainProgress plain = PlainProgress.to(out, clock);

  @Test
  void every_happening_is_one_line_with_its_time() {
    Story story = Samples.building("run-live", plain);
    story
        .after(3)
        .failed(PROD, "Database Error", dev.lockflight.Evidence.of("nodes", 3, 4, "run_results"))
        .stageEnded("prod_build", RunStatus.FAILED, "dbt build failed")
        .ended(RunStatus.FAILED, "stage prod_build failed");
    Golden.check("plain-progress.log", out.toString());
  }

  @Test
  void progress_is_told_first_last_and_every_ten_seconds() {
    Story story = Samples.building("run-live", plain);
    clock.set(story.now());
    out.setLength(0);
    for (int node = 1; node <= 43; node++) {
      plain.progressed(RUN, PROD, Progress.of("model m" + node, node, 43));
      clock.forward(1);
    }
    assertThat(out.toString().lines().map(line -> line.substring(line.indexOf(": ") + 2)))
        .containsExactly(
            "dbt build 1/43 model m1",
            "dbt build 11/43 model m11",
            "dbt build 21/43 model m21",
            "dbt build 31/43 model m31",
            "dbt build 41/43 model m41",
            "dbt build 43/43 model m43");
  }

  @Test
  void output_is_kept_back_and_its_end_printed_on_failure() {
    Story story = Samples.building("run-live", plain);
    out.setLength(0);
    for (int line = 1; line <= 100; line++) {
      plain.said(RUN, PROD, "line " + line);
    }
    assertThat(out).isEmpty();
    story.failed(PROD, "exit code 1");
    assertThat(out.toString().lines()).hasSize(21);
    assertThat(out.toString()).contains("| line 81\n").contains("| line 100\n");
  }

  @Test
  void output_of_a_step_that_succeeds_is_forgotten() {
    Story story = Samples.building("run-live", plain);
    plain.said(RUN, PROD, "all is well");
    story.succeeded(PROD);
    assertThat(out.toString()).doesNotContain("all is well");
  }

  @Test
  void output_can_be_printed_as_it_comes() {
    PlainProgress loud = plain.withOutput();
    Story story = Samples.building("run-live", loud);
    clock.set(story.now());
    loud.said(RUN, PROD, "\u001B[31mDone.\u001B[0m PASS=43\r");
    assertThat(out.toString()).endsWith("01:01:52 prod_build run: dbt build | Done. PASS=43\n");
  }

  @Test
  void gate_that_says_the_same_again_is_not_repeated() {
    Story story = Samples.staged("run-live", plain);
    ItemPath gate = Story.item("stg_build", Phase.VERIFY, "row-count");
    out.setLength(0);
    for (int minute = 0; minute < 5; minute++) {
      story
          .gate(gate, Verdict.pendingUntil(story.now().plus(Duration.ofMinutes(1)), "soaking"))
          .after(60);
    }
    story.gate(gate, Verdict.passed("quiet for 5 minutes"));
    assertThat(out.toString().lines()).hasSize(2);
  }

  @Test
  void lines_of_another_run_carry_its_id() {
    Samples.staged("run-one", plain);
    out.setLength(0);
    Samples.staged("run-two", plain);
    assertThat(out.toString().lines()).allMatch(line -> line.startsWith("[run-two] ", 9));
  }

  @Test
  void stream_that_is_gone_is_an_error_with_the_run() {
    Writer broken =
        new Writer() {
          @Override
          public void write(char[] text, int from, int length) throws IOException {
            throw new IOException("Broken pipe");
          }

          @Override
          public void flush() {}

          @Override
          public void close() {}
        };
    PlainProgress progress = PlainProgress.to(broken, clock);
    assertThatThrownBy(() -> Samples.staged("run-live", progress))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write the progress of run run-live");
  }
}
