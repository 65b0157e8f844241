package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program that must not outlive the engine's process, also when that is killed. */
class BoundCommandTest {
  private static final String SLEEP = "echo $$ > pid.new; mv pid.new pid; exec sleep 100";
  @TempDir private Path directory;

  /** The process that is killed. */
  static final class Engine {
    private Engine() {}

    public static void main(String... args) throws Exception {
      Path directory = Path.of(args[0]);
      Command command =
          Command.of("sh", "-c", SLEEP).in(directory).environment("PATH", "/usr/bin:/bin");
      Command chosen = args[1].equals("bound") ? command.endingWithTheEngine() : command;
      CommandResult result = chosen.run(Contexts.in(directory));
      System.out.println(result);
    }
  }

  @Test
  void a_bound_program_dies_with_the_killed_engine() throws Exception {
    Assumptions.assumeTrue(
        Files.isExecutable(Path.of("/usr/bin/setpriv")), "util-linux's setpriv is not here");
    ProcessHandle program = programOfKilledEngine("bound");

    assertThat(program.onExit().get(20, TimeUnit.SECONDS).isAlive()).isFalse();
  }

  @Test
  void another_one_would_go_on() throws Exception {
    ProcessHandle program = programOfKilledEngine("free");

    assertThat(program.isAlive()).isTrue();
    assertThat(program.destroyForcibly()).isTrue();
  }

  private ProcessHandle programOfKilledEngine(String how) throws Exception {
    Process engine =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Engine.class.getName(),
                directory.toString(),
                how)
            .inheritIO()
            .start();
    ProcessHandle program = ProcessHandle.of(pid(engine)).orElseThrow();
    assertThat(engine.destroyForcibly().waitFor()).isNotZero();
    return program;
  }

  private long pid(Process engine) throws IOException, InterruptedException {
    Path file = directory.resolve("pid");
    while (!Files.exists(file)) {
      assertThat(engine.waitFor(20, TimeUnit.MILLISECONDS)).isFalse();
    }
    return Long.parseLong(Files.readString(file).strip());
  }
}
