package dev.lockflight.connector.process;

import static dev.lockflight.connector.process.Health.commandOk;
import static dev.lockflight.connector.process.Health.processRunning;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Gate;
import dev.lockflight.GateContext;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Polling;
import dev.lockflight.Secret;
import dev.lockflight.Verdict;
import dev.lockflight.testkit.fake.FakeContext;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HealthTest {
  @TempDir private Path directory;

  private Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(Contexts.in(directory));
  }

  private static Command shell(String script) {
    return Command.of("/bin/sh", "-c", script);
  }

  @Test
  void a_command_that_ends_well_opens() throws Exception {
    assertThat(ask(commandOk(shell("exit 0"))).status()).isEqualTo(Verdict.Status.PASSED);
    assertThat(ask(commandOk(shell("exit 3").successCodes(3))).opens()).isTrue();
  }

  @Test
  void a_command_that_ends_badly_fails_with_its_words() throws Exception {
    Verdict verdict = ask(commandOk(shell("echo no response >&2; exit 2")));

    assertThat(verdict.status()).isEqualTo(Verdict.Status.FAILED);
    assertThat(verdict.summary()).contains("ended with 2").contains("no response");
    assertThat(verdict.evidence()).hasSize(1);
  }

  @Test
  void a_command_that_cannot_be_run_or_is_late_is_an_error() throws Exception {
    Gate missing = commandOk(Command.of("/no/such/program"));
    Gate late = commandOk(shell("sleep 30").timeout(Duration.ofMillis(200)));

    assertThat(ask(missing).status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(ask(late).status()).isEqualTo(Verdict.Status.ERRORED);
    assertThat(ask(late).summary()).contains("had not ended after");
  }

  @Test
  void a_secret_of_the_command_is_not_told() throws Exception {
    Secret password = Secret.of("PASSWORD");
    FakeContext context = Contexts.in(directory).with(password, "canary-3391");
    Command command = shell("echo \"refused $P\" >&2; exit 1").secretEnvironment("P", password);

    Verdict verdict = commandOk(command).evaluate(context);

    assertThat(verdict.toString() + verdict.evidence())
        .contains("refused ***")
        .doesNotContain("canary-3391");
  }

  @Test
  void polled_it_is_asked_again_until_it_ends_well() throws Exception {
    Path flag = directory.resolve("up");
    Gate gate =
        commandOk(shell("test -e " + flag))
            .polled(Polling.every(Duration.ofSeconds(2), Duration.ofMinutes(1)));
    Instant now = Instant.now();
    FakeContext context = Contexts.in(directory).reachedAt(now);

    Verdict first = gate.evaluate(context);
    assertThat(first.isPending()).isTrue();
    java.nio.file.Files.createFile(flag);
    Verdict second = gate.evaluate(context.decidedBefore(new GateContext.Evaluation(now, first)));

    assertThat(second.status()).isEqualTo(Verdict.Status.PASSED);
  }

  @Test
  void a_process_is_found_by_its_command_line() throws Exception {
    String mark = "mark-" + UUID.randomUUID();
    Process process = new ProcessBuilder("/bin/sh", "-c", "sleep 30; : " + mark).start();
    try {
      assertThat(ask(processRunning(mark)).status()).isEqualTo(Verdict.Status.PASSED);
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      var unused = process.destroyForcibly().waitFor();
    }
    assertThat(ask(processRunning(mark)).status()).isEqualTo(Verdict.Status.FAILED);
    assertThatThrownBy(() -> processRunning(" ")).isInstanceOf(InvalidDefinitionException.class);
  }
}
