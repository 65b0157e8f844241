package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Progress;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class TerminalProgressTest {
  private static final ItemPath PROD = Story.item("prod_build", Phase.RUN, "dbt build");

  private final SetClock clock = new SetClock();

  private TerminalProgress on(TinyTerminal terminal, Screen screen) {
    return TerminalProgress.of(Samples.delivery(), terminal, screen, clock);
  }

  @Test
  void running_step_shows_node_count_and_elapsed_time() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Story story = Samples.building("run-live", live);
    clock.set(story.now());
    clock.forward(12);
    live.progressed(RunId.of("run-live"), PROD, Progress.of("model f1.fact_laps", 12, 43));
    live.tick();
    assertThat(terminal.screen())
        .isEqualTo(
            """
            ▶ continuous-delivery  run run-live  4f2a9c0d7e81  RUNNING            1 h 2 min
              ✓ unit-tests  4 succeeded                                                45 s
              ! lint  FAILED: sqlfluff failed                                         2.3 s
              ✓ stg_build in stage                                                1 min 2 s
              ▶ prod_build in prod                                                      1 h
                ✓ require data-owners  1 of 1 approved                                  1 h
                ✓ run savepoint                                                       1.5 s
                ▶ run dbt build  12/43 model f1.fact_laps                              12 s
                · verify no-negative-revenue
                · on success pointers
                · always notify
              · docs reading prod
              · alarm
              ✓ statistics                                                            40 ms""");
    assertThat(terminal.isCursorVisible()).isFalse();
  }

  @Test
  void wait_shows_what_for_and_until_when() {
    TinyTerminal terminal = new TinyTerminal(100, 30);
    TerminalProgress live = on(terminal, Screen.of(100, 30));
    Story story = Samples.waiting("run-live", live);
    clock.set(story.now());
    clock.forward(3_600);
    live.tick();
    assertThat(terminal.screen())
        .contains("◔ continuous-delivery  run run-live  4f2a9c0d7e81  WAITING")
        .contains(
            "◔ data-owners: waits for 1 of data-owners, until 2026-08-01T12:01:50Z (in 23 h)");
  }

  @Test
  void frames_overwrite_each_other_and_leave_what_stood_before() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    terminal.append("$ lockflight run\r\n");
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Story story = Samples.building("run-live", live);
    for (int second = 0; second < 100; second++) {
      clock.set(story.now().plusSeconds(second));
      live.tick();
    }
    assertThat(terminal.everything()).startsWith("$ lockflight run\n▶ continuous-delivery");
    assertThat(terminal.everything()).containsOnlyOnce("continuous-delivery");
    assertThat(terminal.screen()).contains("run dbt build").contains("1 min 39 s");
  }

  @Test
  void frame_that_did_not_change_is_not_written_again() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Samples.waiting("run-live", live);
    live.tick();
    int before = terminal.written();
    live.tick();
    assertThat(terminal.written()).isEqualTo(before);
  }

  @Test
  void small_screen_shows_what_happens_now_and_counts_the_rest() {
    TinyTerminal terminal = new TinyTerminal(60, 6);
    TerminalProgress live = on(terminal, Screen.of(60, 6));
    Story story = Samples.building("run-live", live);
    clock.set(story.now());
    live.tick();
    assertThat(terminal.everything())
        .isEqualTo(
            """
            ▶ continuous-delivery  run run-live  4f2a9c0d7e…  1 h 1 min
              ▶ prod_build in prod                                  1 h
                ▶ run dbt build                                    0 ms
              ✓ statistics                                        40 ms
              … 10 more lines do not fit""");
  }

  @Test
  void whole_picture_stays_and_cursor_comes_back_when_run_ends() {
    TinyTerminal terminal = new TinyTerminal(80, 6);
    TerminalProgress live = on(terminal, Screen.of(80, 6));
    Story story = Samples.building("run-live", live);
    story
        .after(3)
        .failed(PROD, "Database Error in model fact_laps")
        .stageEnded("prod_build", RunStatus.FAILED, "dbt build failed")
        .ended(RunStatus.FAILED, "stage prod_build failed");
    assertThat(terminal.isCursorVisible()).isTrue();
    assertThat(terminal.everything())
        .containsOnlyOnce("4f2a9c0d7e81  FAILED ")
        .contains("\n  stage prod_build failed\n")
        .contains("✗ run dbt build  FAILED: Database Error in model fact_laps")
        .contains("✓ stg_build in stage")
        .contains("· docs reading prod");
    int before = terminal.written();
    live.close();
    live.tick();
    assertThat(terminal.written()).isEqualTo(before);
  }

  @Test
  void close_in_the_middle_restores_the_cursor() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Samples.building("run-live", live);
    assertThat(terminal.isCursorVisible()).isFalse();
    live.close();
    assertThat(terminal.isCursorVisible()).isTrue();
    assertThat(terminal.screen()).containsOnlyOnce("continuous-delivery");
  }

  @Test
  void close_of_a_view_that_heard_nothing_writes_nothing() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    on(terminal, Screen.of(80, 30)).close();
    assertThat(terminal.written()).isZero();
  }

  @Test
  void question_can_be_asked_between_pause_and_resume() {
    TinyTerminal terminal = new TinyTerminal(80, 40);
    TerminalProgress live = on(terminal, Screen.of(80, 40));
    Story story = Samples.waiting("run-live", live);
    live.pause();
    assertThat(terminal.isCursorVisible()).isTrue();
    terminal.append("approve? y\r\n");
    story.then(new RunEvent.AbortRequested(Story.ANNA, "wrong branch"));
    assertThat(terminal.screen()).endsWith("approve? y");
    live.resume();
    assertThat(terminal.screen()).contains("approve? y\n◔ continuous-delivery");
    assertThat(terminal.screen()).contains("to be aborted by anna: wrong branch");
  }

  @Test
  void terminal_that_becomes_narrower_is_drawn_over() {
    TinyTerminal terminal = new TinyTerminal(80, 40);
    TerminalProgress live = on(terminal, Screen.of(80, 40));
    Samples.building("run-live", live);
    live.tick();
    terminal.narrow(60);
    assertThat(terminal.screen()).contains("sqlfluff failed\n  ");
    live.resize(Screen.of(60, 40));
    assertThat(terminal.everything()).containsOnlyOnce("continuous-delivery");
    assertThat(terminal.screen().lines()).hasSize(14);
  }

  @Test
  void matrix_shows_counts_and_only_cells_that_matter() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30).withoutColours());
    Story story = Samples.matrix(live);
    clock.set(story.now());
    live.tick();
    assertThat(terminal.screen())
        .contains("▶ unit-tests  1 pending, 1 succeeded, 1 running, 1 failed")
        .contains("✗ unit-tests[python=3.11,dbt=1.10]  FAILED: pytest failed")
        .contains("✗ run pytest  FAILED: 1 failed, 77 passed")
        .contains("▶ unit-tests[python=3.12,dbt=1.9]")
        .doesNotContain("unit-tests[python=3.11,dbt=1.9]")
        .doesNotContain("unit-tests[python=3.12,dbt=1.10]");
  }

  @Test
  void colours_and_unicode_can_be_left_out() {
    StringBuilder sent = new StringBuilder();
    TerminalProgress live =
        TerminalProgress.of(
            Samples.delivery(), sent, Screen.of(80, 30).withoutColours().inAscii(), clock);
    Samples.building("run-live", live);
    live.tick();
    assertThat(sent.toString()).doesNotContain("[3").matches("[\\x1B\\r\\n -~]*");
    StringBuilder coloured = new StringBuilder();
    TerminalProgress other =
        TerminalProgress.of(Samples.delivery(), coloured, Screen.of(80, 30), clock);
    Samples.building("run-live", other);
    assertThat(coloured.toString()).contains("\u001B[32m✓ \u001B[0m");
  }

  @Test
  void what_a_child_process_says_cannot_steer_the_terminal() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Story story = Samples.building("run-live", live);
    live.said(
        story.run().id(), PROD, "\u001B[2J\u001B]0;owned\u0007\u009B31mred\b\r\nnext 表格\u202E");
    live.tick();
    assertThat(terminal.screen()).contains("run dbt build  red␈ next 表格\uFFFD");
    live.progressed(story.run().id(), PROD, Progress.of("\u001B[10Amodel\u001B[", 1, 2));
    live.tick();
    assertThat(terminal.screen()).contains("run dbt build  1/2 model␛[");
  }

  @Test
  void other_runs_are_not_shown() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Samples.building("run-live", live);
    Samples.waiting("run-other", live);
    live.said(RunId.of("run-other"), PROD, "not of this run");
    live.tick();
    assertThat(terminal.screen()).contains("run-live").doesNotContain("other");
  }

  @Test
  void many_events_at_once_are_drawn_once() {
    TinyTerminal terminal = new TinyTerminal(80, 30);
    TerminalProgress live = on(terminal, Screen.of(80, 30));
    Story story = Samples.building("run-live", live);
    int before = terminal.written();
    for (int node = 0; node < 1_000; node++) {
      live.progressed(story.run().id(), PROD, Progress.of("node", node, 1_000));
    }
    assertThat(terminal.written()).isEqualTo(before);
    clock.forward(0.05);
    live.progressed(story.run().id(), PROD, Progress.of("node", 1_000, 1_000));
    assertThat(terminal.screen()).contains("1000/1000 node");
  }

  @Test
  void ten_thousand_stages_fit_a_small_screen() {
    List<Stage> stages = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      stages.add(Stage.of("stage-" + i).run(new Does("work", "works")));
    }
    TinyTerminal terminal = new TinyTerminal(80, 10);
    Pipeline pipeline = Pipeline.of("long", stages);
    TerminalProgress live = TerminalProgress.of(pipeline, terminal, Screen.of(80, 10), clock);
    new Story(pipeline, "run-long").toldTo(live).created().begun("stage-0");
    live.tick();
    assertThat(terminal.screen().lines()).hasSize(9);
    assertThat(terminal.screen()).contains("▶ stage-0 ").contains("… 9994 more lines do not fit");
  }
}
