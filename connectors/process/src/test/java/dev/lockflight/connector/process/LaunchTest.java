package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.assertj.core.api.AbstractThrowableAssert;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LaunchTest {
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve("workspace"));
  }

  private AbstractThrowableAssert<?, ?> failureOf(Command command) {
    return assertThatThrownBy(() -> command.run(context))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL));
  }

  private Path script(String name, String text, String permissions) throws Exception {
    Path script = Files.writeString(directory.resolve(name), text);
    return Files.setPosixFilePermissions(script, PosixFilePermissions.fromString(permissions));
  }

  @Test
  void missing_program_is_named_with_the_path_searched() {
    failureOf(Command.of("no-such-program").environment("PATH", "/usr/bin:/nowhere"))
        .hasMessage(
            "cannot run no-such-program: there is no such program on PATH /usr/bin:/nowhere;"
                + " install it, or correct the name or the PATH");
  }

  @Test
  void without_a_path_nothing_is_looked_up() {
    failureOf(Command.of("sh"))
        .hasMessageContainingAll("it has no PATH", "inheriting(System.getenv())");
  }

  @Test
  void program_is_looked_up_on_the_path_of_the_child() throws Exception {
    Path tool = script("tool", "#!/bin/sh\necho found", "rwx------");

    CommandResult result =
        Command.of("tool").environment("PATH", "/nowhere:" + directory).run(context);

    assertThat(result.output().text()).isEqualTo("found");
    assertThat(tool).exists();
  }

  @Test
  void program_by_path_is_relative_to_the_working_directory() throws Exception {
    Path tool = script("tool", "#!/bin/sh\necho \"$1\"", "rwx------");

    CommandResult result = Command.of("./" + tool.getFileName(), "a b").in(directory).run(context);

    assertThat(result.output().text()).isEqualTo("a b");
  }

  @Test
  void missing_program_by_path_says_where_it_was_expected() {
    failureOf(Command.of("./tool").in(directory))
        .hasMessageContaining("there is no such program at " + directory.resolve("./tool"));
  }

  @Test
  void missing_directory_is_named() {
    failureOf(Command.of("/bin/sh").in(directory.resolve("gone")))
        .hasMessageContainingAll(
            "working directory " + directory.resolve("gone") + " does not exist", "create it");
  }

  @Test
  void file_is_no_directory() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));

    failureOf(Command.of("/bin/sh").in(file)).hasMessageContaining(file + " is not a directory");
  }

  @Test
  void program_that_is_not_executable_is_named() throws Exception {
    Path tool = script("tool", "#!/bin/sh\n", "rw-------");

    failureOf(Command.of("tool").environment("PATH", directory.toString()))
        .hasMessageContainingAll(tool + " is not executable", "chmod +x");
  }

  @Test
  void directory_is_no_program() {
    failureOf(Command.of(directory.toString()))
        .hasMessageContaining(directory + " is a directory; name the program in it");
  }

  @Test
  void missing_interpreter_is_suggested() throws Exception {
    Path tool = script("tool", "#!/no/such/interpreter\n", "rwx------");

    failureOf(Command.of(tool.toString()))
        .hasMessageContainingAll("refuses to start " + tool, "interpreter in its first line");
  }

  @Test
  void arguments_that_are_too_long_are_suggested() {
    failureOf(Command.of("/bin/echo", "x".repeat(1 << 20)))
        .hasMessageContaining("arguments and variables are too long")
        .hasMessageNotContaining("xxxx");
  }

  @Test
  void workspace_that_cannot_be_written_is_named() throws Exception {
    Path file = Files.createFile(directory.resolve("file"));
    context = Contexts.in(file);

    failureOf(Command.of("/bin/sh")).hasMessageContainingAll("cannot write a log file", "" + file);
  }
}
