package dev.lockflight.testkit.fake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Call;
import dev.lockflight.Cause;
import dev.lockflight.Decision;
import dev.lockflight.Pipeline;
import dev.lockflight.Principal;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StepContext;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.EngineThreads;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.engine.Timer;
import dev.lockflight.run.RunStatus;
import dev.lockflight.store.InMemoryRunStore;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class FakeApproverTest {
  private static final Principal ADA = Principal.of("ada").withGroups("owners");
  private static final Principal BOB = Principal.of("bob").withGroups("owners");

  private record Ship(String name) implements Call<String> {
    @Override
    public String run(StepContext context) {
      return "shipped";
    }
  }

  /** The caller's thread, and no time that passes by itself. */
  private static final class Here implements Timer {
    final Deque<Runnable> tasks = new ArrayDeque<>();

    @Override
    public void soon(Runnable task) {
      tasks.add(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
      // Nothing here waits for time.
    }

    void settle() {
      for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
        task.run();
      }
    }
  }

  private final SettableClock clock =
      SettableClock.startingAt(Instant.parse("2026-03-01T12:00:00Z"));
  private final Here here = new Here();
  private final Engine engine =
      Engine.on(new InMemoryRunStore())
          .clock(clock)
          .threads(EngineThreads.of(here::soon, here))
          .workspaces(Path.of("target", "work"))
          .open(
              Pipeline.of(
                  "p",
                  Stage.of("ship")
                      .require(ApprovalRule.of("owners").quorum(2).notByInitiator())
                      .run(new Ship("ship"))));

  @AfterEach
  void close() {
    engine.close();
  }

  private RunId start(Principal by) {
    RunId run = engine.start(StartRequest.of("p", Cause.manual(by), Release.of("c0ffee")));
    here.settle();
    return run;
  }

  private RunStatus status(RunId run) {
    here.settle();
    return engine.find(run).orElseThrow().status();
  }

  @Test
  void approvals_come_when_they_are_due_and_once() {
    RunId run = start(Principal.of("carol"));
    FakeApprover ada = FakeApprover.of(ADA).approving("owners");
    FakeApprover bob = FakeApprover.of(BOB).approving("owners").after(Duration.ofHours(2));

    assertThat(ada.answerAll(engine, clock.instant())).hasSize(1);
    assertThat(bob.answerAll(engine, clock.instant())).isEmpty();
    assertThat(status(run)).isEqualTo(RunStatus.WAITING);

    clock.advance(Duration.ofHours(2));
    assertThat(ada.answerAll(engine, clock.instant())).as("once").isEmpty();
    assertThat(bob.answerAll(engine, clock.instant()))
        .singleElement()
        .satisfies(given -> assertThat(given.answer()).isEqualTo(Decision.Answer.APPROVE))
        .satisfies(given -> assertThat(given.refused()).isEmpty());
    assertThat(status(run)).isEqualTo(RunStatus.SUCCEEDED);
  }

  @Test
  void a_rejection_ends_the_run() {
    RunId run = start(Principal.of("carol"));

    assertThat(
            FakeApprover.of(ADA)
                .rejecting("owners", "not on a Sunday")
                .answerAll(engine, clock.instant()))
        .hasSize(1);

    assertThat(status(run)).isEqualTo(RunStatus.REJECTED);
  }

  @Test
  void who_may_not_is_told_why() {
    RunId run = start(ADA);

    assertThat(FakeApprover.of(ADA).approving("owners").answerAll(engine, clock.instant()))
        .singleElement()
        .satisfies(
            given -> assertThat(given.refused()).contains(RefusedException.Reason.NOT_ALLOWED));
    assertThat(FakeApprover.of(ADA).approving("others").answerAll(engine, clock.instant()))
        .isEmpty();
    assertThat(status(run)).isEqualTo(RunStatus.WAITING);
  }
}
