package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Secret;
import dev.lockflight.Step;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CommandTest {
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve("workspace"));
  }

  static Command sh(String script) {
    return Command.of("sh", "-c", script).inheriting(System.getenv());
  }

  @Test
  void lines_reach_the_log_and_the_result() throws Exception {
    CommandResult result = sh("echo one; echo two; echo three >&2").run(context);

    assertThat(context.lines()).containsExactlyInAnyOrder("one", "two", "three");
    assertThat(result.exitCode()).isZero();
    assertThat(result.output()).isEqualTo(new CapturedText("one\ntwo", true));
    assertThat(result.errors()).isEqualTo(new CapturedText("three", true));
    assertThat(result.logComplete()).isTrue();
    assertThat(Path.of(result.logFile())).content().contains("one\ntwo\n", "three\n");
  }

  @Test
  void result_survives_a_json_round_trip() throws Exception {
    CommandResult result = sh("echo ä; sleep 0.01").run(context);
    JsonMapper json = JsonMapper.builder().build();

    assertThat(json.readValue(json.writeValueAsString(result), CommandResult.class))
        .isEqualTo(result);
  }

  @Test
  void runs_in_its_directory() throws Exception {
    Path place = Files.createDirectory(directory.resolve("place"));

    assertThat(sh("pwd -P").in(place).run(context).output().text())
        .isEqualTo(place.toRealPath().toString());
  }

  @Test
  void child_sees_only_what_it_is_given() throws Exception {
    Map<String, String> inherited =
        Map.of(
            "PATH",
            System.getenv("PATH"),
            "HOME",
            "/home/me",
            "LC_TIME",
            "C",
            "TOKEN",
            "inherited",
            "EXTRA",
            "x");
    Command command =
        Command.of("env").inheriting(inherited, "EXTRA").environment("LC_TIME", "de_DE");

    String output = command.run(context).output().text();

    assertThat(output.lines().map(line -> line.substring(0, line.indexOf('='))))
        .containsExactlyInAnyOrder(
            "PATH", "HOME", "LC_TIME", "EXTRA", "LOCKFLIGHT_STEP", "LOCKFLIGHT_COMMAND");
    assertThat(output.lines()).contains("LC_TIME=de_DE", "HOME=/home/me");
  }

  @Test
  void standard_input_is_closed() throws Exception {
    assertThat(sh("cat; echo end").run(context).output().text()).isEqualTo("end");
  }

  @Test
  void other_exit_codes_are_fatal() {
    assertThatThrownBy(() -> sh("echo broken >&2; exit 3").run(context))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> {
              assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL);
              assertThat(e.evidence().get(0).observed()).isEqualTo("3");
            })
        .hasMessageContainingAll("exit code 3", "expected 0", "broken", "All its lines: ");
  }

  @Test
  void exit_codes_mean_what_is_declared() throws Exception {
    Command command = sh("exit 75").successCodes(0, 2).transientCodes(75);

    assertThat(sh("exit 2").successCodes(0, 2).run(context).exitCode()).isEqualTo(2);
    assertThatThrownBy(() -> command.run(context))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT));
  }

  @Test
  void execute_leaves_the_exit_code_to_the_caller() throws Exception {
    CommandResult result = sh("exit 3").execute(context, (source, line) -> {});

    assertThat(result.exitCode()).isEqualTo(3);
  }

  @Test
  void one_exit_code_cannot_mean_two_things() {
    assertThatThrownBy(() -> sh("true").successCodes(0, 1).transientCodes(1))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("success [0, 1], transient [1]");
  }

  @Test
  void two_commands_of_a_step_have_two_log_files() throws Exception {
    CommandResult first = sh("echo 1").run(context);
    CommandResult second = sh("echo 2").run(context);

    assertThat(Path.of(first.logFile())).hasContent("1");
    assertThat(Path.of(second.logFile())).hasContent("2");
  }

  @Test
  void command_becomes_a_step() {
    Path project = Path.of("project");
    Output<CommandResult> BUILD = Output.of("build", CommandResult.class);

    Step<CommandResult> step =
        Command.of("dbt", "build")
            .in(project)
            .inheriting(System.getenv()) // PATH, HOME, LANG, TMPDIR ..., nothing else
            .secretEnvironment("DATABRICKS_TOKEN", Secret.of("DATABRICKS_TOKEN"))
            .timeout(Duration.ofMinutes(30))
            .transientCodes(75) // 0 succeeds, all other codes are FATAL
            .into(BUILD);

    assertThat(step)
        .hasToString(
            "dbt build: dbt build in project, DATABRICKS_TOKEN=secret DATABRICKS_TOKEN,"
                + " success on [0], transient on [75], timeout PT30M → build");
  }

  @Test
  void describes_itself_without_what_differs_between_machines() {
    Command command =
        Command.of("dbt", "build", "--select", "tag:deploy x")
            .in(Path.of("project"))
            .inheriting(Map.of("HOME", "/home/me"))
            .environment("K", "V")
            .secretEnvironment("TOKEN", Secret.of("dwh token"));

    assertThat(command)
        .hasToString("dbt build --select 'tag:deploy x' in project, K=V, TOKEN=secret dwh token");
    assertThat(command.name()).isEqualTo("dbt build");
    assertThat(Command.of("/usr/bin/env", "-i").name()).isEqualTo("env");
  }
}
