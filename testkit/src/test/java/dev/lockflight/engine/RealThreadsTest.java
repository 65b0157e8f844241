package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreOwnedException;
import dev.lockflight.store.jdbc.JdbcRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The engine as it runs in a program: its own threads, the system's clock, the embedded store. */
class RealThreadsTest {
  @TempDir private Path directory;
  private Path file;

  @BeforeEach
  void chooseFile() {
    file = directory.resolve("runs.db");
  }

  private Engine open(RunStore store, Pipeline pipeline) {
    return Engine.on(store).workspaces(directory.resolve("work")).open(pipeline);
  }

  private static RunId start(Engine engine, String commit) {
    return engine.start(StartRequest.of("p", Cause.manual(Rig.ALICE), Release.of(commit)));
  }

  private static Run ended(Engine engine, RunId run) throws Exception {
    return engine.ended(run).get(60, TimeUnit.SECONDS);
  }

  private static Pipeline approved(AtomicInteger deployed) {
    return Pipeline.of(
        "p",
        Stage.of("build").run(new Steps.Scripted<>("build", java.util.Set.of(), c -> "built")),
        Stage.of("ship")
            .require(ApprovalRule.of("owners").within(Duration.ofHours(1)), Steps.passes("rows"))
            .run(
                new Steps.Scripted<>(
                    "ship", java.util.Set.of(), c -> "ship " + deployed.incrementAndGet()))
            .verify(Steps.passes("smoke")));
  }

  @Test
  void of_two_approvals_at_once_one_counts_and_no_thread_is_left() throws Exception {
    AtomicInteger deployed = new AtomicInteger();
    try (RunStore store = JdbcRunStore.sqlite(file);
        Engine engine = open(store, approved(deployed))) {
      List<RunId> runs = IntStream.range(0, 20).mapToObj(i -> start(engine, "c" + i)).toList();
      for (RunId run : runs) {
        assertThat(engine.settled(run).get(60, TimeUnit.SECONDS).status())
            .isEqualTo(RunStatus.WAITING);
        CompletableFuture<Integer> one = CompletableFuture.supplyAsync(() -> refusals(engine, run));
        int refused = refusals(engine, run) + one.get(60, TimeUnit.SECONDS);

        assertThat(refused).isEqualTo(1);
        assertThat(ended(engine, run).status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(
                engine.journal(run).stream().filter(e -> e.event() instanceof StageEvent.Decided))
            .hasSize(1);
      }
    }
    assertThat(deployed).hasValue(20);
    assertThat(Thread.getAllStackTraces().keySet())
        .noneMatch(thread -> thread.isAlive() && thread.getName().startsWith("lockflight-"));
  }

  private static int refusals(Engine engine, RunId run) {
    try {
      Run after = engine.approve(Answer.to(run, "owners", Rig.BOB));
      return after.id().equals(run) ? 0 : 1;
    } catch (RefusedException e) {
      return 1;
    }
  }

  @Test
  void a_closed_engine_leaves_its_runs_and_the_next_goes_on() throws Exception {
    CountDownLatch begun = new CountDownLatch(1);
    AtomicInteger attempts = new AtomicInteger();
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("a")
                .run(
                    new Steps.Scripted<>(
                        "slow",
                        java.util.Set.of(),
                        c -> {
                          begun.countDown();
                          if (attempts.incrementAndGet() == 1) {
                            new CountDownLatch(1).await();
                          }
                          return "attempt " + c.attempt();
                        })));
    RunId run;
    try (RunStore store = JdbcRunStore.sqlite(file)) {
      try (Engine engine = open(store, pipeline)) {
        run = start(engine, "c1");
        assertThat(begun.await(60, TimeUnit.SECONDS)).isTrue();
      }
      try (Engine engine = open(store, pipeline)) {
        assertThat(ended(engine, run).status()).isEqualTo(RunStatus.SUCCEEDED);
      }
    }
    assertThat(attempts).hasValue(2);
  }

  @Test
  void a_second_engine_on_the_store_is_refused_and_may_send_a_request() throws Exception {
    try (RunStore store = JdbcRunStore.sqlite(file);
        RunStore other = JdbcRunStore.sqlite(file);
        Engine engine = open(store, approved(new AtomicInteger()))) {
      RunId run = start(engine, "c1");
      assertThat(engine.settled(run).get(60, TimeUnit.SECONDS).status())
          .isEqualTo(RunStatus.WAITING);
      assertThatThrownBy(() -> open(other, approved(new AtomicInteger())))
          .isInstanceOf(StoreOwnedException.class)
          .hasMessageContaining("process");

      Requests requests = Requests.to(other);
      String wrong = requests.approve(Answer.to(run, "owners", Rig.ALICE));
      String right = requests.approve(Answer.to(run, "owners", Rig.BOB));
      assertThat(ended(engine, run).status()).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(requests.answer(right)).hasValueSatisfying(o -> assertThat(o.isDone()).isTrue());
      assertThat(requests.answer(wrong))
          .hasValueSatisfying(o -> assertThat(o.message()).contains("none of the approvers"));
    }
  }
}
