package dev.lockflight.connector.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that share one store. */
@Timeout(120)
class TwoProcessesTest {
  /** A shell that starts something in the background lets it, and its children, ignore SIGINT. */
  private static final List<String> HEARING =
      canHear() ? List.of("env", "--default-signal=INT") : List.of();

  private static final String[] RUN = {"run", "--commit", "4f2a1c9", "--branch", "main"};

  @TempDir Path directory;
  Samples samples;
  private final List<Process> processes = new ArrayList<>();

  @BeforeEach
  void open() {
    samples = new Samples(directory);
  }

  @AfterEach
  void stop() throws Exception {
    for (Process process : processes) {
      assertThat(process.destroyForcibly().waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void approval_of_another_process_lets_a_waiting_run_go_on() throws Exception {
    Process run = start("delivery", "run.txt", RUN);
    await("run.txt", "answer with: child approve --run");
    assertThat(ended("delivery", "other.txt", RUN)).isEqualTo(6);
    assertThat(text("other.txt")).contains("is owned by process " + run.pid()).hasLineCount(1);
    assertThat(ended("delivery", "status.txt", "status")).isZero();
    assertThat(text("status.txt")).contains("WAITING", "worked on by process " + run.pid());
    assertThat(ended("delivery", "approve.txt", "approve", "--comment", "sane")).isZero();
    assertThat(text("approve.txt")).contains("process " + run.pid(), "goes on with it");
    assertThat(run.waitFor()).isZero();
    assertThat(samples.done()).isEqualTo("build prod_build");
    assertThat(text("run.txt")).contains("SUCCEEDED");
  }

  @Test
  void refusal_comes_back_from_the_process_that_owns_the_store() throws Exception {
    Process run = start("quorum", "run.txt", RUN);
    await("run.txt", "answer with:");
    assertThat(ended("quorum", "first.txt", "approve")).isZero();
    assertThat(ended("quorum", "again.txt", "approve")).isEqualTo(4);
    assertThat(text("again.txt")).contains("has answered already").hasLineCount(1);
    assertThat(ended("quorum", "abort.txt", "abort", "--reason", "enough")).isZero();
    assertThat(run.waitFor()).isEqualTo(5);
    assertThat(text("run.txt")).contains("ABORTED", "enough");
  }

  @Test
  void killed_run_goes_on_with_resume() throws Exception {
    Process run = start("slow", "run.txt", RUN);
    await("steps.txt", "build");
    run.destroyForcibly();
    assertThat(run.waitFor()).isNotZero();
    assertThat(ended("slow", "status.txt", "status")).isZero();
    assertThat(text("status.txt")).contains("RUNNING", "nobody works on the unfinished");
    Files.createFile(directory.resolve("go"));
    assertThat(ended("slow", "resume.txt", "resume")).isZero();
    assertThat(text("resume.txt")).contains("SUCCEEDED");
    assertThat(samples.done()).isEqualTo("build build");
  }

  @Test
  void killed_step_that_must_not_be_repeated_waits_for_a_person() throws Exception {
    Process run = start("once", "run.txt", RUN);
    await("steps.txt", "build");
    run.destroyForcibly();
    assertThat(run.waitFor()).isNotZero();
    Files.createFile(directory.resolve("go"));
    assertThat(ended("once", "resume.txt", "resume", "--no-wait")).isEqualTo(3);
    assertThat(text("resume.txt")).contains("a step waits for a person");
    assertThat(ended("once", "retry.txt", "retry", "--reason", "it was not sent", "--resume"))
        .isZero();
    assertThat(samples.done()).isEqualTo("build build");
  }

  @Test
  void killed_run_is_aborted_without_being_repeated() throws Exception {
    Process run = start("slow", "run.txt", RUN);
    await("steps.txt", "build");
    run.destroyForcibly();
    assertThat(run.waitFor()).isNotZero();
    assertThat(ended("slow", "abort.txt", "abort", "--reason", "no longer")).isZero();
    assertThat(text("abort.txt")).contains("ABORTED");
    assertThat(samples.done()).isEqualTo("build");
  }

  @Test
  void interrupted_run_is_left_and_goes_on_with_resume() throws Exception {
    Process run = start("slow", "run.txt", RUN);
    await("steps.txt", "build");
    signal(run, "INT");
    assertThat(run.waitFor()).isEqualTo(130);
    assertThat(text("run.txt")).contains("go on with: child resume --run");
    Files.createFile(directory.resolve("go"));
    assertThat(ended("slow", "resume.txt", "resume")).isZero();
    assertThat(samples.done()).isEqualTo("build build");
  }

  /** Ctrl-C reaches the children of the run too; here they are even first. */
  @Test
  void child_that_dies_of_the_same_interruption_does_not_fail_the_run() throws Exception {
    Process run = start("parent", "run.txt", RUN);
    await("steps.txt", "build");
    ProcessHandle child = run.children().findFirst().orElseThrow();
    String[] both = {"kill", "-INT", "" + child.pid(), "" + run.pid()};
    assertThat(new ProcessBuilder(both).start().waitFor()).isZero();
    assertThat(run.waitFor()).isEqualTo(130);
    assertThat(ended("parent", "status.txt", "status")).isZero();
    assertThat(text("status.txt")).contains("RUNNING");
    assertThat(ended("parent", "abort.txt", "abort")).isZero();
  }

  @Test
  void second_interruption_ends_a_run_that_does_not_stop() throws Exception {
    Process run = start("deaf", "run.txt", RUN);
    await("steps.txt", "build");
    signal(run, "INT");
    await("steps.txt", "interrupted");
    assertThat(run.isAlive()).isTrue();
    signal(run, "INT");
    assertThat(run.waitFor(5, TimeUnit.SECONDS)).isTrue();
    assertThat(run.exitValue()).isEqualTo(130);
  }

  private static boolean canHear() {
    try {
      return new ProcessBuilder("env", "--default-signal=INT", "true").start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void signal(Process process, String name) throws Exception {
    assertThat(new ProcessBuilder("kill", "-" + name, "" + process.pid()).start().waitFor())
        .isZero();
  }

  private int ended(String pipeline, String output, String... arguments) throws Exception {
    return start(pipeline, output, arguments).waitFor();
  }

  private Process start(String pipeline, String output, String... arguments) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                ChildProgram.class.getName(),
                directory.toString(),
                pipeline));
    if (Runtime.version().feature() >= 22) {
      // else that JVM says on stderr that SQLite's driver loads native code
      command.add(1, "--enable-native-access=ALL-UNNAMED");
    }
    command.addAll(List.of(arguments));
    command.addAll(0, HEARING);
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(directory.resolve(output).toFile())
            .start();
    processes.add(process);
    return process;
  }

  private String text(String file) throws IOException {
    Path path = directory.resolve(file);
    return Files.exists(path) ? Files.readString(path, StandardCharsets.UTF_8) : "";
  }

  private void await(String file, String words) throws Exception {
    for (int i = 0; i < 1_200 && !text(file).contains(words); i++) {
      assertThat(processes.get(0).isAlive()).as(text("run.txt")).isTrue();
      var unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    assertThat(text(file)).contains(words);
  }
}
