package dev.lockflight.connector.process;

import static dev.lockflight.connector.process.CommandTest.sh;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(120)
class OutputTest {
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve("workspace"));
  }

  /** Runs the script as a command of another virtual machine with 24 MiB of heap. */
  private CommandResult inSmallHeap(String script) throws Exception {
    Path java = Path.of(System.getProperty("java.home"), "bin", "java");
    return Command.of(java.toString(), "-Xmx24m", "-XX:+UseSerialGC", "-cp")
        .arguments(System.getProperty("java.class.path"), InSmallHeap.class.getName())
        .arguments(directory.resolve("small").toString(), script)
        .inheriting(System.getenv())
        .timeout(Duration.ofSeconds(100))
        .run(context);
  }

  @Test
  void gigabyte_without_a_line_break_needs_constant_memory() throws Exception {
    CommandResult result = inSmallHeap("head -c 1G /dev/zero | tr '\\0' x");

    assertThat(result.output().text()).isEqualTo("16384 lines, 1073741824 characters");
    assertThat(logOfSmall().length()).isLessThan(17 << 20);
  }

  @Test
  void flood_of_lines_needs_constant_memory() throws Exception {
    CommandResult result =
        inSmallHeap(
            "yes 'a line of sixty-four characters with its end, as many a log has one' | head -c 256M");

    assertThat(result.output().text()).endsWith(" characters");
    assertThat(logOfSmall().length()).isLessThan(17 << 20);
  }

  @Test
  void orphan_that_floods_the_output_needs_constant_memory() throws Exception {
    CommandResult result = inSmallHeap("yes flood & echo started");

    assertThat(result.output().text()).contains("stopping what the command left running", " lines");
  }

  private java.io.File logOfSmall() {
    return directory.resolve("small").resolve("sh-1.log").toFile();
  }

  @Test
  void line_is_heard_while_the_program_runs() throws Exception {
    CommandResult result =
        sh("echo ready; while [ ! -e go ]; do sleep 0.05; done; echo gone")
            .in(directory)
            .run(context, this::go);

    assertThat(result.output().text()).isEqualTo("ready\ngone");
  }

  @Test
  void unfinished_line_is_heard_while_the_program_waits() throws Exception {
    CommandResult result =
        sh("printf ready; while [ ! -e go ]; do sleep 0.05; done; echo gone")
            .in(directory)
            .run(context, this::go);

    assertThat(result.output().text()).isEqualTo("ready\ngone");
  }

  private void go(LineSource source, String line) {
    if (line.equals("ready")) {
      try {
        Files.createFile(directory.resolve("go"));
      } catch (java.io.IOException e) {
        throw new java.io.UncheckedIOException(e);
      }
    }
  }

  @Test
  void followed_file_is_heard_while_the_program_runs() throws Exception {
    List<String> heard = new ArrayList<>();

    CommandResult result =
        sh("printf 'rea' > a.log; sleep 0.7; echo dy >> a.log; while [ ! -e go ]; do sleep 0.05; done; printf end >> a.log")
            .in(directory)
            .following(Path.of("a.log"))
            .run(
                context,
                (source, line) -> {
                  heard.add(source + " " + line);
                  go(source, line);
                });

    assertThat(heard).containsExactly("FILE ready", "FILE end");
    assertThat(result.output().text()).isEmpty();
  }

  @Test
  void result_keeps_the_end_of_each_stream() throws Exception {
    CommandResult result = sh("seq 1 5000; seq 1 3 >&2").keeping(20).run(context);

    assertThat(result.output()).isEqualTo(new CapturedText("\n4997\n4998\n4999\n5000", false));
    assertThat(result.errors()).isEqualTo(new CapturedText("1\n2\n3", true));
    assertThat(result.logComplete()).isTrue();
    assertThat(Files.readAllLines(Path.of(result.logFile()))).hasSize(5003);
  }

  @Test
  void log_file_is_bounded() throws Exception {
    CommandResult result = sh("seq 1 5000").logLimit(1024).run(context);

    assertThat(result.logComplete()).isFalse();
    assertThat(Files.readAllLines(Path.of(result.logFile()))).startsWith("1", "2").endsWith("5000");
  }

  @Test
  void streams_have_names_as_everywhere() throws Exception {
    CommandResult result = sh("echo a | tee /dev/stderr; echo b > /dev/stdout").run(context);

    assertThat(result.output().text()).isEqualTo("a\nb");
    assertThat(result.errors().text()).isEqualTo("a");
  }

  @Test
  void output_is_heard_where_no_named_pipe_can_be_made() throws Exception {
    Path workspace = Files.createDirectory(directory.resolve("workspace"));
    Files.createFile(workspace.resolve("sh-1.log.output"));

    CommandResult result = sh("echo one; echo two >&2").run(context);

    assertThat(result.output().text()).isEqualTo("one");
    assertThat(result.errors().text()).isEqualTo("two");
  }

  @Test
  void only_the_log_file_is_left_in_the_workspace() throws Exception {
    CommandResult result = sh("seq 1 5000").logLimit(1024).run(context);

    assertThat(directory.resolve("workspace").toFile().list())
        .containsExactly(Path.of(result.logFile()).getFileName().toString());
  }

  @Test
  void binary_output_is_shown_harmlessly() throws Exception {
    CommandResult result =
        sh("printf 'a\\033[31m\\000\\377b\\tc\\n'; head -c 300000 /dev/urandom").run(context);

    assertThat(context.lines().get(0)).isEqualTo("a\uFFFD[31m\uFFFD\uFFFDb\tc");
    assertThat(String.join("", context.lines())).doesNotContain("\0", "\033", "\n");
    assertThat(result.exitCode()).isZero();
  }

  @Test
  void program_may_close_its_output_and_go_on() throws Exception {
    CommandResult result =
        sh("echo one; exec >&- 2>&-; sleep 0.2; exit 4").execute(context, (source, line) -> {});

    assertThat(result.exitCode()).isEqualTo(4);
    assertThat(result.output().text()).isEqualTo("one");
  }
}
