package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A command that a gate asks. */
class GateCommandTest {
  private final FakeContext gate =
      FakeContext.ofRun("gated")
          .clock(InstantSource.system())
          .with(Secret.of("TOKEN"), "opensesame");
  private final List<String> heard = new ArrayList<>();

  private CommandResult ask(Command command) throws InterruptedException {
    return command.executeInGate(gate, (source, line) -> heard.add(line));
  }

  @Test
  void exit_code_is_left_to_the_gate() throws Exception {
    assertThat(ask(Command.of("/bin/sh", "-c", "echo found; exit 2")).exitCode()).isEqualTo(2);
    assertThat(heard).containsExactly("found");
  }

  @Test
  void nothing_is_left_behind() throws Exception {
    CommandResult result = ask(Command.of("/bin/sh", "-c", "echo found"));

    assertThat(Files.exists(Path.of(result.logFile()).toAbsolutePath().getParent())).isFalse();
  }

  @Test
  void secrets_are_told_to_the_program_and_to_nobody_else() throws Exception {
    Command command =
        Command.of("/bin/sh", "-c", "echo ${#TOKEN} $TOKEN")
            .secretEnvironment("TOKEN", Secret.of("TOKEN"));

    CommandResult unused = ask(command);

    assertThat(heard).containsExactly("10 ***");
  }

  @Test
  void missing_program_is_an_exception_which_makes_a_gate_errored() {
    assertThatThrownBy(() -> ask(Command.of("/no/such/program")))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("/no/such/program");
  }
}
