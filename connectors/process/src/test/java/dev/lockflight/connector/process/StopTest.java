package dev.lockflight.connector.process;

import static dev.lockflight.connector.process.CommandTest.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class StopTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private final Orphans orphans = new Orphans();
  private final Set<String> threads = threads();
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve("workspace"));
  }

  @AfterEach
  void no_process_and_no_thread_is_left() {
    assertThat(orphans.alive()).isEmpty();
    assertThat(threads()).isSubsetOf(threads);
  }

  /** The virtual machine keeps its own reapers for a minute; they wait then, or do not exist. */
  private static Set<String> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(Thread::getName)
        .filter(name -> !name.startsWith("process reaper") && !name.startsWith("junit-"))
        .collect(Collectors.toSet());
  }

  private void lateAfterReady(Command command) {
    assertThatThrownBy(
            () ->
                command
                    .timeout(HOUR)
                    .run(
                        context,
                        (source, line) -> {
                          context.log(line);
                          if (line.equals("ready")) {
                            assertThat(orphans.alive()).isNotEmpty();
                            context.clock(InstantSource.offset(InstantSource.system(), HOUR));
                          }
                        }))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
        .hasMessageContainingAll("had not ended after PT1H and was stopped", "its last words:");
  }

  @Test
  void timeout_stops_a_program_and_its_background_child() {
    String sleeper = orphans.sleeper();
    lateAfterReady(sh(sleeper + " & echo ready; exec " + sleeper));
  }

  @Test
  void timeout_stops_processes_whose_parent_has_died() {
    String sleeper = orphans.sleeper();
    lateAfterReady(sh("(" + sleeper + " & " + sleeper + " & ); echo ready; " + sleeper));
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "finds them by /proc")
  void timeout_stops_processes_that_moved_to_another_session() {
    String sleeper = orphans.sleeper();
    lateAfterReady(
        sh("setsid -f " + sleeper + "; (setsid " + sleeper + " &); echo ready; " + sleeper));
  }

  @Test
  void timeout_stops_children_that_cleared_their_environment() {
    String sleeper = orphans.sleeper();
    lateAfterReady(sh("env -i PATH=\"$PATH\" " + sleeper + " & echo ready; " + sleeper));
  }

  @Test
  void process_that_ignores_sigterm_is_killed_after_the_grace() {
    lateAfterReady(
        sh("trap '' TERM; " + orphans.sleeper() + " & echo ready; " + orphans.sleeper())
            .stopWithin(Duration.ofMillis(200)));
  }

  @Test
  void last_words_after_sigterm_are_heard_even_when_they_fill_the_pipe() {
    lateAfterReady(
        sh(
            orphans.sleeper()
                + " & trap 'seq 1 100000; echo bye; exit 0' TERM; echo ready; wait; wait"));

    assertThat(context.lines()).endsWith("100000", "bye");
  }

  @Test
  void interruption_stops_everything_and_is_passed_on() {
    Command command = sh(orphans.sleeper() + " & echo ready; " + orphans.sleeper());
    Thread step = Thread.currentThread();

    assertThatThrownBy(() -> command.run(context, (source, line) -> step.interrupt()))
        .isInstanceOf(InterruptedException.class);
    assertThat(Thread.interrupted()).isFalse();
  }

  @Test
  void second_interruption_does_not_cut_the_stopping_short() {
    Command command =
        sh(
            "trap 'echo again; sleep 0.3; exit 1' TERM; echo ready; "
                + orphans.sleeper()
                + " & wait");
    Thread step = Thread.currentThread();

    assertThatThrownBy(
            () ->
                command.run(
                    context,
                    (source, line) -> {
                      context.log(line);
                      step.interrupt();
                    }))
        .isInstanceOf(InterruptedException.class);
    assertThat(context.lines()).containsExactly("ready", "again");
  }

  @Test
  void what_a_successful_command_leaves_running_is_stopped_and_named() throws Exception {
    CommandResult result = sh(orphans.sleeper() + " & echo done").run(context);

    assertThat(result.exitCode()).isZero();
    assertThat(context.lines())
        .contains("done")
        .anyMatch(l -> l.startsWith("stopping what the command left running: "));
  }

  @Test
  void straggler_may_finish_its_output_within_a_second() throws Exception {
    CommandResult result = sh("(sleep 0.2; echo late) & echo early").run(context);

    assertThat(result.output().text()).isEqualTo("early\nlate");
  }

  @Test
  void listener_that_throws_stops_the_command_and_is_heard() {
    Command command = sh(orphans.sleeper() + " & echo ready; yes");

    assertThatThrownBy(
            () ->
                command.run(
                    context,
                    (source, line) -> {
                      throw new IllegalStateException("listener: " + line);
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("listener: ready");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "finds them by /proc")
  void what_a_dead_engine_left_running_in_this_step_is_stopped_first() throws Exception {
    Process left = startAsOf("1073741824-1/x");

    CommandResult result = sh("true").run(context);

    assertThat(result.exitCode()).isZero();
    assertThat(left.waitFor()).isEqualTo(143);
    assertThat(context.lines())
        .singleElement()
        .asString()
        .startsWith("stopping what an earlier engine left running in this step: ");
  }

  @Test
  @EnabledOnOs(value = OS.LINUX, disabledReason = "finds them by /proc")
  void what_a_living_engine_runs_is_left_alone() throws Exception {
    Process other = startAsOf(Mark.of(context).engine() + "/other");

    CommandResult result = sh("true").run(context);

    assertThat(result.exitCode()).isZero();
    assertThat(other.isAlive()).isTrue();
    other.destroyForcibly().waitFor();
  }

  private Process startAsOf(String command) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sleep", "1000");
    Map<String, String> marks = new TreeMap<>(Mark.of(context).variables());
    marks.put("LOCKFLIGHT_COMMAND", command);
    builder.environment().putAll(marks);
    return builder.start();
  }
}
