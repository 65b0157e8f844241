package dev.lockflight.connector.process;

import static dev.lockflight.connector.process.CommandTest.sh;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import dev.lockflight.StepFailedException;
import dev.lockflight.testkit.fake.FakeContext;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SecretTest {
  private static final String CANARY = "canary-4f1b-9d3e";
  private static final Secret TOKEN = Secret.of("TOKEN");
  @TempDir Path directory;
  private FakeContext context;

  @BeforeEach
  void record() {
    context = Contexts.in(directory.resolve("workspace")).with(Secret.of("TOKEN"), CANARY);
  }

  private static Command withToken(String script) {
    return sh(script).secretEnvironment("TOKEN", TOKEN);
  }

  /** All that anybody could ever read of the command. */
  private String everything(Object... more) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      String written =
          files
              .filter(Files::isRegularFile)
              .map(SecretTest::read)
              .collect(Collectors.joining("\n"));
      return written + context.lines() + Stream.of(more).map(Object::toString).toList();
    }
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void child_knows_the_secret_and_nobody_hears_it() throws Exception {
    CommandResult result =
        withToken("echo \"${#TOKEN} [$TOKEN] end\"; echo \"[$TOKEN]\" >&2").run(context);

    assertThat(result.output().text()).isEqualTo("16 [***] end");
    assertThat(result.errors().text()).isEqualTo("[***]");
    assertThat(everything(result)).doesNotContain(CANARY);
  }

  @Test
  void failure_does_not_tell_it() throws Exception {
    assertThatThrownBy(() -> withToken("echo \"bad token $TOKEN\"; exit 1").run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("bad token ***")
        .hasMessageNotContaining(CANARY);
    assertThat(everything()).doesNotContain(CANARY);
  }

  @Test
  void secret_written_in_two_parts_with_silence_between_is_not_told() throws Exception {
    CommandResult result =
        withToken("printf '%.9s' \"$TOKEN\"; sleep 1.2; printf '%s\\n' \"${TOKEN#?????????}\"")
            .run(context);

    assertThat(result.output().text()).isEqualTo("***");
    assertThat(everything(result)).doesNotContain(CANARY.substring(0, 9), CANARY.substring(9));
  }

  @Test
  void secret_of_several_lines_is_not_told() throws Exception {
    String key = "-----BEGIN KEY-----\nMIIEvQIBADANBg\nkqhkiG9w0BAQEF\n-----END KEY-----\n";
    context = context.with(Secret.of("TOKEN"), key);

    CommandResult result =
        withToken("echo before; echo \"$TOKEN\"; echo \"$TOKEN\" | tail -n 2; echo after")
            .run(context);

    assertThat(everything(result)).doesNotContain("MIIEvQ", "kqhkiG9w", "KEY-");
    assertThat(result.output().text()).startsWith("before\n***").endsWith("\nafter");
  }

  @Test
  void followed_file_does_not_tell_it() throws Exception {
    CommandResult result =
        withToken("echo \"{\\\"token\\\": \\\"$TOKEN\\\"}\" > log.json")
            .in(directory)
            .following(Path.of("log.json"))
            .run(context);

    assertThat(result.exitCode()).isZero();
    assertThat(context.lines()).containsExactly("{\"token\": \"***\"}");
  }

  @Test
  void secret_is_looked_up_only_when_the_command_starts() {
    Command command = withToken("true").secretEnvironment("MISSING", Secret.of("MISSING"));

    assertThat(command.describe()).contains("TOKEN=secret TOKEN").doesNotContain(CANARY);
    assertThatThrownBy(() -> command.run(context)).isInstanceOf(MissingSecretException.class);
  }

  @Test
  void secret_as_an_argument_is_refused_when_built() {
    assertThatThrownBy(() -> Command.of("curl", "--token", TOKEN.toString()))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("pass it with secretEnvironment(name, secret)");
  }

  @Test
  void value_of_a_secret_in_an_argument_is_refused_at_the_start() {
    assertThatThrownBy(() -> withToken("true").arguments("Bearer " + CANARY).run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("holds the value of the secret TOKEN")
        .hasMessageNotContaining(CANARY);
  }

  @Test
  void variable_is_secret_or_open_not_both() {
    assertThatThrownBy(() -> withToken("true").environment("TOKEN", "x"))
        .isInstanceOf(InvalidDefinitionException.class)
        .hasMessageContaining("both as a secret and openly");
  }

  @Test
  void secret_that_no_variable_can_hold_is_not_told() {
    context = context.with(Secret.of("TOKEN"), CANARY + "\0");

    assertThatThrownBy(() -> withToken("true").run(context))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("the secret TOKEN holds a NUL character")
        .hasMessageNotContaining(CANARY);
  }
}
