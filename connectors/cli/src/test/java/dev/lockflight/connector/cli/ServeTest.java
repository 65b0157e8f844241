package dev.lockflight.connector.cli;

import static dev.lockflight.dsl.Lockflight.action;
import static dev.lockflight.dsl.Lockflight.cron;
import static dev.lockflight.dsl.Lockflight.on;
import static dev.lockflight.dsl.Lockflight.pipeline;
import static dev.lockflight.dsl.Lockflight.push;
import static dev.lockflight.dsl.Lockflight.stage;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.MissedRuns;
import dev.lockflight.Pipeline;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServeTest {
  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir Path directory;
  private final ExecutorService executor = Executors.newSingleThreadExecutor();

  @AfterEach
  void end() {
    executor.shutdownNow();
  }

  @CanIgnoreReturnValue
  private String git(String... arguments) throws Exception {
    List<String> words = new ArrayList<>(List.of("git", "-C", directory.toString()));
    words.addAll(List.of("-c", "user.name=Ann", "-c", "user.email=ann@example.org"));
    words.addAll(List.of(arguments));
    Process process = new ProcessBuilder(words).redirectErrorStream(true).start();
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(out).isZero();
    return out.strip();
  }

  private String commit(String text) throws Exception {
    Files.writeString(directory.resolve("model.sql"), text);
    git("add", "model.sql");
    git("commit", "-q", "-m", text);
    return git("rev-parse", "HEAD");
  }

  private static void eventually(BooleanSupplier holds, Cli cli) throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!holds.getAsBoolean()) {
      assertThat(System.nanoTime()).as(cli.out() + cli.err()).isLessThan(end);
      var unused = new CountDownLatch(1).await(20, TimeUnit.MILLISECONDS);
    }
  }

  private Pipeline delivery() {
    return pipeline(
        "delivery",
        on(
            push("main"),
            cron("0 2 * * *", ZoneId.of("Europe/Berlin")).catchingUp(MissedRuns.once())),
        stage("build").run(action("compile", context -> context.log("compiled"))));
  }

  @Test
  void serves_until_it_is_stopped_and_starts_a_run_for_a_new_commit() throws Exception {
    git("init", "-q", "-b", "main");
    String first = commit("select 1");
    CompletableFuture<Runnable> stop = new CompletableFuture<>();
    Signals signals =
        whatToDo -> {
          stop.complete(whatToDo);
          return () -> {};
        };
    Cli cli = new Cli(directory, delivery()).interruptedBy(signals);
    Future<Integer> code = executor.submit(() -> cli.run("serve", "--every", "1s"));
    eventually(() -> cli.out().contains("is at " + first), cli);

    String second = commit("select 2");
    eventually(() -> cli.out().contains("ended SUCCEEDED"), cli);
    stop.get().run();

    assertThat(code.get(60, TimeUnit.SECONDS)).isZero();
    assertThat(cli.out())
        .contains("serving delivery; Ctrl-C stops")
        .contains("schedule 0 2 * * * Europe/Berlin of delivery: next at ")
        .contains("main of " + directory + " is at " + first + "; the next commit starts runs")
        .contains("of delivery for " + second.substring(0, 12) + ": push to main by lockflight")
        .contains("stopped; runs are left where they are");
    assertThat(cli.run("history")).isZero();
    assertThat(cli.out()).contains(second.substring(0, 12)).doesNotContain(first.substring(0, 12));
  }

  @Test
  void a_time_that_is_none_is_a_wrong_command_line() {
    Cli cli = new Cli(directory, delivery());

    assertThat(cli.run("serve", "--every", "often")).isEqualTo(2);
    assertThat(cli.err()).contains("--every must be a time such as 30s, 2m or 1h: often");
  }

  @Test
  void the_help_says_what_starts_runs() {
    Cli cli = new Cli(directory, delivery());

    assertThat(cli.run("serve", "--help")).isZero();
    assertThat(cli.out()).contains("--repository", "--no-poll", "at the times of schedules");
  }
}
