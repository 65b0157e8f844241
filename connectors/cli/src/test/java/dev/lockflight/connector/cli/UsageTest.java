package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.approval;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UsageTest {
  @TempDir Path directory;
  Samples samples;
  Cli cli;

  @BeforeEach
  void open() {
    samples = new Samples(directory);
    cli = new Cli(directory, samples.delivery());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "run",
        "plan",
        "approve",
        "reject",
        "status",
        "history",
        "explain",
        "abort",
        "resume",
        "retry",
        "rerun",
        "promote",
        "rollback",
        "veto",
        "unveto",
        "pin",
        "unpin",
        "hold",
        "unhold",
        "orders",
        "graph",
        "playbook",
        "report"
      })
  void every_command_has_help_with_examples(String command) {
    assertThat(cli.run(command, "--help")).isZero();
    assertThat(cli.out()).contains("Examples:", "--store", "  " + command).doesNotContain("\u001b");
    assertThat(cli.run("--help")).isZero();
    assertThat(cli.out()).contains(command, "Exit codes:", "130  interrupted");
  }

  @Test
  void unknown_command_is_one_line_with_a_suggestion() {
    assertThat(cli.run("aprove")).isEqualTo(2);
    assertThat(cli.err()).contains("aprove", "did you mean", "approve").hasLineCount(1);
    assertThat(cli.run()).isEqualTo(2);
    assertThat(cli.run("status", "--nothing")).isEqualTo(2);
    assertThat(cli.err()).hasLineCount(1);
  }

  @Test
  void unknown_run_is_named() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    for (String command : new String[] {"history", "explain", "approve", "abort", "resume"}) {
      assertThat(cli.run(command, "--run", "nosuch")).isEqualTo(2);
      assertThat(cli.err()).contains("there is no run nosuch").hasLineCount(1);
    }
    assertThat(cli.run("history", "--run", "../etc")).isEqualTo(2);
    assertThat(cli.err()).hasLineCount(1);
  }

  @Test
  void several_unfinished_runs_are_listed() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("approve")).isEqualTo(2);
    assertThat(cli.err()).contains("several runs are unfinished", "(WAITING), ").hasLineCount(1);
  }

  @Test
  void parameters_are_checked_before_anything_happens() throws Exception {
    assertThat(cli.start("--param", "sise=2")).isEqualTo(2);
    assertThat(cli.err()).contains("no parameter sise; it has [size: Integer = 1]");
    assertThat(cli.start("--param", "size=two")).isEqualTo(2);
    assertThat(cli.err()).contains("parameter size must be a Integer: 'two'").hasLineCount(1);
    assertThat(samples.done()).isEmpty();
  }

  @Test
  void commit_is_asked_for_outside_of_git() {
    assertThat(cli.run("run", "--branch", "main")).isEqualTo(2);
    assertThat(cli.err()).contains("not in a git work tree", "--commit").hasLineCount(1);
  }

  @Test
  void commit_branch_and_authors_come_from_git() throws Exception {
    git("init", "-q", "-b", "main");
    git(
        "-c",
        "user.name=Ada L",
        "-c",
        "user.email=ada@example.org",
        "commit",
        "-q",
        "--allow-empty",
        "-m",
        "x");
    assertThat(cli.run("run", "--yes", "--json")).isZero();
    assertThat(cli.err()).doesNotContain("warning: there are uncommitted");
    Cli barred = new Cli(directory, samples.delivery(approval("owners").notByAuthors()));
    assertThat(barred.as("ada", "owners").run("run", "--yes")).isEqualTo(4);
    assertThat(barred.err()).contains("ada wrote a commit of the release");
  }

  @Test
  void authors_must_be_named_when_they_are_barred_and_unknown() {
    Cli barred = new Cli(directory, samples.delivery(approval("owners").notByAuthors()));
    assertThat(barred.start("--yes")).isEqualTo(2);
    assertThat(barred.err()).contains("--author");
    assertThat(barred.start("--yes", "--author", "ada")).isZero();
  }

  @Test
  void several_pipelines_need_a_name() {
    Cli two =
        new Cli(
            directory,
            samples.delivery("one", approval("owners")),
            samples.delivery("two", approval("owners")));
    assertThat(two.start("--yes")).isEqualTo(2);
    assertThat(two.err()).contains("--pipeline, one of [one, two]");
    assertThat(two.start("--yes", "--pipeline", "two")).isZero();
  }

  @Test
  void file_that_is_no_store_is_left_alone() throws Exception {
    Path file = directory.resolve("notes.txt");
    Files.writeString(file, "not a database, but more than sixteen bytes");
    assertThat(cli.run("status", "--store", "notes.txt")).isEqualTo(6);
    assertThat(cli.err()).contains("notes.txt is not a Lockflight store").hasLineCount(1);
    assertThat(Files.readString(file)).startsWith("not a database");
  }

  @Test
  void newer_store_is_refused_with_both_versions() throws Exception {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    Path file = directory.resolve(".lockflight/store.db");
    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + file);
        var statement = connection.createStatement()) {
      statement.executeUpdate("UPDATE meta SET value = '99' WHERE name = 'schema'");
    }
    assertThat(cli.run("status")).isEqualTo(6);
    assertThat(cli.err()).contains("99", "newer").hasLineCount(1);
  }

  @Test
  void store_of_an_unknown_database_is_refused() {
    assertThat(cli.run("status", "--store", "jdbc:oracle:x?password=hunter2")).isEqualTo(2);
    assertThat(cli.err()).contains("jdbc:oracle:x").doesNotContain("hunter2").hasLineCount(1);
  }

  @Test
  void text_of_others_cannot_steer_the_terminal() {
    assertThat(cli.start("--no-wait")).isEqualTo(3);
    assertThat(cli.run("reject", "--comment", "a\u001b[2Jb")).isZero();
    assertThat(cli.out()).doesNotContain("\u001b");
    assertThat(cli.run("history")).isZero();
    assertThat(cli.out()).contains("[2Jb").doesNotContain("\u001b");
  }

  @Test
  void operating_system_says_who_acts_and_the_tool_maps_groups() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream to = new PrintStream(out, true, StandardCharsets.UTF_8);
    LockflightCli embedded =
        LockflightCli.of(samples.delivery())
            .in(Map.of())
            .from(directory)
            .streams(InputStream.nullInputStream(), to, to)
            .groups(user -> Set.of("owners"));
    assertThat(embedded.run("run", "--commit", "c", "--branch", "main", "--yes")).isZero();
    assertThat(embedded.run("history", "--decisions")).isZero();
    assertThat(out.toString(StandardCharsets.UTF_8))
        .contains(System.getProperty("user.name") + " (operating system)");
  }

  private void git(String... arguments) throws Exception {
    String[] command = new String[arguments.length + 1];
    command[0] = "git";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    assertThat(new ProcessBuilder(command).directory(directory.toFile()).start().waitFor())
        .isZero();
  }
}
