package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.approval;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A person at a terminal. */
@Timeout(60)
class PromptTest {
  private static final String QUESTION = "approve? [y/N/show evidence]";

  @TempDir Path directory;
  Samples samples;
  final PipedOutputStream keys = new PipedOutputStream();

  @BeforeEach
  void open() {
    samples = new Samples(directory);
  }

  private Cli terminal(dev.lockflight.ApprovalRule rule) throws Exception {
    return new Cli(directory, samples.delivery(rule)).atTerminal(new PipedInputStream(keys));
  }

  @Test
  void y_approves_after_the_evidence_was_shown() throws Exception {
    Cli cli = terminal(approval("owners"));
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, QUESTION, 1);
    type("s");
    await(cli, QUESTION, 2);
    type("y");
    assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(cli.out()).contains("stage prod_build needs approval by 1 of owners", "approved");
    assertThat(samples.done()).isEqualTo("build prod_build");
  }

  @Test
  void what_was_typed_before_the_question_is_no_answer() throws Exception {
    Cli cli = terminal(approval("owners"));
    type("y");
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, QUESTION, 1);
    type("reject");
    await(cli, "why? ", 1);
    type("dashboards are broken");
    assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(5);
    assertThat(cli.out()).contains("REJECTED");
    assertThat(samples.done()).isEqualTo("build");
  }

  @Test
  void approval_from_elsewhere_takes_the_question_back() throws Exception {
    Cli cli = terminal(approval("owners"));
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, QUESTION, 1);
    type("n");
    await(cli, "not approved; it waits", 1);
    assertThat(new Cli(directory, samples.delivery()).as("omar", "owners").run("approve")).isZero();
    assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void open_question_is_withdrawn_when_somebody_else_answers() throws Exception {
    Cli cli = terminal(approval("owners"));
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, QUESTION, 1);
    assertThat(new Cli(directory, samples.delivery()).as("omar", "owners").run("approve")).isZero();
    assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(cli.out()).contains("answered elsewhere");
  }

  @Test
  void reason_is_asked_for_when_the_rule_wants_one() throws Exception {
    Cli cli = terminal(approval("owners").withComment());
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, QUESTION, 1);
    type("y");
    await(cli, "why? ", 1);
    type("metrics look sane");
    assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
    assertThat(cli.run("history", "--decisions")).isZero();
    assertThat(cli.out()).contains("metrics look sane");
  }

  @Test
  void who_may_not_approve_is_not_asked() throws Exception {
    Cli cli = terminal(approval("owners").notByInitiator());
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    await(cli, "you cannot answer it here: olivia started the run", 1);
    assertThat(cli.out()).doesNotContain(QUESTION);
    assertThat(
            new Cli(directory, samples.delivery(approval("owners").notByInitiator()))
                .as("omar", "owners")
                .run("approve"))
        .isZero();
    assertThat(run.get(30, TimeUnit.SECONDS)).isZero();
  }

  @Test
  void interruption_leaves_the_run_waiting() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    Runnable[] stop = new Runnable[1];
    Cli cli =
        terminal(approval("owners"))
            .interruptedBy(
                leave -> {
                  stop[0] = leave;
                  asked.countDown();
                  return () -> {};
                });
    CompletableFuture<Integer> run = CompletableFuture.supplyAsync(cli::start);
    asked.await();
    await(cli, QUESTION, 1);
    stop[0].run();
    assertThat(run.get(30, TimeUnit.SECONDS)).isEqualTo(130);
    assertThat(cli.out()).contains("go on with: lockflight resume --run");
    assertThat(cli.run("status")).isZero();
    assertThat(cli.out()).contains("WAITING");
  }

  private void type(String line) throws Exception {
    keys.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    keys.flush();
  }

  private static void await(Cli cli, String words, int times) throws Exception {
    for (int i = 0;
        i < 600 && cli.out().split(java.util.regex.Pattern.quote(words), -1).length <= times;
        i++) {
      var unused = new CountDownLatch(1).await(50, TimeUnit.MILLISECONDS);
    }
    assertThat(cli.out()).contains(words);
  }
}
