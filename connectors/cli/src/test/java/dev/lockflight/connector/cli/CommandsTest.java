package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.approval;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommandsTest {
  @TempDir Path directory;
  Samples samples;
  Cli cli;

  @BeforeEach
  void open() {
    samples = new Samples(directory);
    cli = new Cli(directory, samples.delivery());
  }

  @Test
  void run_with_yes_goes_through() throws Exception {
    assertThat(cli.start("--yes")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
    assertThat(cli.out()).contains("SUCCEEDED");
    assertThat(cli.err()).isEmpty();
    assertThat(cli.run("history", "--decisions")).isZero();
    assertThat(cli.out())
        .contains("olivia (operating system) APPROVE owners in prod_build: approved beforehand");
  }

  @Test
  void run_with_yes_is_refused_to_who_may_not() throws Exception {
    assertThat(cli.as("mallory").start("--yes")).isEqualTo(4);
    assertThat(cli.err()).contains("mallory is none of the approvers [owners]").hasLineCount(1);
    assertThat(samples.done()).isEqualTo("build");
  }

  @Test
  void failed_run_exits_1_and_says_why() {
    Cli failing = new Cli(directory, samples.failing());
    assertThat(failing.start()).isEqualTo(1);
    assertThat(failing.out()).contains("no compiler", "FAILED");
  }

  @Test
  void approval_is_written_and_resume_goes_on() throws Exception {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.out()).contains("left where it is", "approve --run");
    assertThat(cli.run("approve", "--comment", "looks sane")).isZero();
    assertThat(cli.out()).contains("nobody runs it now, go on with: lockflight resume --run");
    assertThat(samples.done()).isEqualTo("build");
    assertThat(cli.run("resume")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
    assertThat(cli.run("history")).isZero();
    assertThat(cli.out())
        .contains("olivia (operating system) APPROVE owners in prod_build: looks sane");
  }

  @Test
  void approve_can_go_on_at_once() throws Exception {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("approve", "--resume")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
  }

  @Test
  void reject_ends_the_run() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("reject", "--comment", "too few rows")).isZero();
    assertThat(cli.out()).contains("REJECTED", "too few rows");
    assertThat(cli.run("resume", "--run", id())).isEqualTo(4);
    assertThat(cli.err()).contains("has ended REJECTED").hasLineCount(1);
  }

  @Test
  void abort_ends_the_run() throws Exception {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("abort", "--reason", "wrong commit")).isZero();
    assertThat(cli.out()).contains("ABORTED");
    String id = id();
    assertThat(cli.run("approve", "--run", id, "--approval", "owners")).isEqualTo(4);
    assertThat(cli.err()).contains("run " + id + " has ended ABORTED").hasLineCount(1);
    assertThat(samples.done()).isEqualTo("build");
  }

  @Test
  void approval_of_who_may_not_is_refused() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.as("mallory").run("approve")).isEqualTo(4);
    assertThat(cli.err()).contains("mallory is none of the approvers").hasLineCount(1);
  }

  @Test
  void approval_of_something_else_than_shown_is_refused() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("approve", "--seen", "000000000000")).isEqualTo(4);
    assertThat(cli.err()).contains("has changed since it was asked").hasLineCount(1);
    assertThat(cli.run("explain")).isZero();
    String seen = cli.out().replaceAll("(?s).*--seen ([0-9a-f]{12}).*", "$1");
    assertThat(cli.run("approve", "--seen", seen)).isZero();
  }

  @Test
  void approval_after_the_deadline_is_refused() {
    Cli late =
        new Cli(directory, samples.delivery(approval("owners").within(Duration.ofMillis(1))));
    assertThat(late.start("--no-wait")).isIn(3, 5);
    assertThat(late.run("approve", "--run", idOf(late), "--approval", "owners")).isEqualTo(4);
    assertThat(late.err()).hasLineCount(1).containsAnyOf("could be answered until", "EXPIRED");
  }

  @Test
  void quorum_of_two_takes_two_people() throws Exception {
    Cli two = new Cli(directory, samples.delivery(approval("owners").quorum(2)));
    assertThat(two.start("--no-wait")).isEqualTo(3);
    assertThat(two.run("approve")).isZero();
    assertThat(two.out()).contains("still needed");
    assertThat(two.run("approve")).isEqualTo(4);
    assertThat(two.err()).contains("olivia has answered already");
    assertThat(two.as("omar", "owners").run("approve", "--resume")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
  }

  @Test
  void plan_has_no_effect_and_makes_no_store() throws Exception {
    assertThat(cli.run("plan", "--commit", "4f2a1c9", "--branch", "main")).isZero();
    assertThat(cli.out()).contains("run  prod_build", "there now: nothing");
    assertThat(Files.exists(directory.resolve(".lockflight"))).isFalse();
    assertThat(cli.run("plan", "--commit", "4f2a1c9", "--branch", "other")).isEqualTo(4);
    assertThat(cli.err()).contains("is not started by a push to other").hasLineCount(1);
  }

  @Test
  void status_tells_runs_and_environments() {
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("none");
    assertThat(cli.start("--yes")).isZero();
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("SUCCEEDED", "prod: now 4f2a1c9 DEPLOYED");
  }

  @Test
  void rollback_runs_the_rollback_of_the_stage() throws Exception {
    assertThat(cli.start("--yes")).isZero();
    assertThat(cli.run("rollback", "--environment", "prod", "--reason", "wrong")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build prod_build");
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("prod: now nothing");
    assertThat(cli.run("rollback", "--environment", "moon")).isEqualTo(2);
    assertThat(cli.err()).contains("no environment moon; there are [prod]").hasLineCount(1);
  }

  @Test
  void rerun_repeats_from_a_stage() throws Exception {
    assertThat(cli.start("--yes")).isZero();
    assertThat(cli.run("rerun", "--from", "prod_build", "--yes")).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build prod_build");
    assertThat(cli.run("rerun", "--from", "nowhere", "--run", id())).isEqualTo(4);
    assertThat(cli.err()).contains("has no stage nowhere");
  }

  @ParameterizedTest
  @ValueSource(strings = {"outline", "mermaid", "json", "markdown"})
  void graph_is_told_in_every_format(String format) {
    assertThat(cli.run("graph", "--format", format)).isZero();
    assertThat(cli.out()).contains("prod_build");
  }

  @ParameterizedTest
  @ValueSource(strings = {"outline", "mermaid", "json", "markdown", "junit"})
  void report_is_told_in_every_format(String format) throws Exception {
    assertThat(cli.start("--yes")).isZero();
    assertThat(cli.run("report", "--format", format)).isZero();
    assertThat(cli.out()).contains("prod_build");
    assertThat(cli.run("report", "--format", format, "--output", "a/b.txt")).isZero();
    assertThat(Files.readString(directory.resolve("a/b.txt"))).contains("prod_build");
    assertThat(cli.out()).isEmpty();
  }

  @Test
  void report_is_a_page_for_the_browser_that_needs_no_network() throws Exception {
    assertThat(cli.start("--yes")).isZero();

    assertThat(cli.run("report", "--format", "html", "--output", "page/delivery.html")).isZero();

    assertThat(Files.readString(directory.resolve("page/delivery.html")))
        .startsWithIgnoringCase("<!DOCTYPE html>")
        .contains("prod_build", "SUCCEEDED", "olivia", "</html>")
        .doesNotContain("<script src", "<link");
    assertThat(cli.out()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"status", "history", "explain", "report", "graph"})
  void looking_commands_print_one_json_object(String command) {
    assertThat(cli.start("--no-wait", "--json")).isEqualTo(3);
    assertThat(cli.out()).hasLineCount(1).startsWith("{\"run\":\"").contains("\"exitCode\":3");
    assertThat(cli.run(command, "--json")).isZero();
    assertThat(cli.out()).hasLineCount(1).startsWith("{").endsWith("}\n").contains("prod");
  }

  String id() {
    return idOf(cli);
  }

  static String idOf(Cli cli) {
    assertThat(cli.run("status", "--limit", "1", "--json")).isZero();
    return cli.out().replaceAll("(?s).*?\"run\":\"([^\"]+)\".*", "$1");
  }
}
