package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Environment;
import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.run.Resolution;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StepEvent;
import dev.lockflight.store.Append;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.StoreException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class CrashTest {
  private static final Output<String> BEFORE = Output.of("BEFORE", String.class);
  private static final Output<String> REMOTE = Output.of("REMOTE", String.class);

  /** The flow of the foundation in small: build, approve, savepoint, deploy, verify. */
  private static Pipeline delivery(Steps steps, Steps.Remote remote, boolean verifies) {
    Environment stage = Environment.of("stage");
    Environment prod =
        Environment.of("prod").isProtected().require(ApprovalRule.of("owners").quorum(2));
    return Pipeline.of(
        "p",
        Stage.of("stage").in(stage).run(remote.into(REMOTE)).verify(Steps.passes("smoke")),
        Stage.of("prod")
            .in(prod)
            .run(steps.call("savepoint", c -> "before").into(BEFORE))
            .run(steps.ok("deploy"))
            .verify(verifies ? Steps.passes("proof") : Steps.fails("proof"))
            .onSuccess(steps.ok("flip"))
            .onFailure(
                new Rollback(List.of(steps.reading("restore", BEFORE).asStep()), List.of(), false))
            .always(steps.ok("always")));
  }

  private static void drive(Rig rig, RunId run) {
    for (int i = 0; i < 6 && !rig.run(run).isEnded(); i++) {
      rig.advance(Duration.ofMinutes(1));
      answer(rig, run, Rig.BOB);
      answer(rig, run, Rig.CAROL);
    }
  }

  private static void answer(Rig rig, RunId run, dev.lockflight.Principal by) {
    try {
      rig.approve(run, by);
    } catch (RefusedException e) {
      assertThat(e.reason())
          .isIn(
              RefusedException.Reason.NOT_WAITING,
              RefusedException.Reason.ALREADY_ANSWERED,
              RefusedException.Reason.ENDED);
    }
  }

  @Test
  void a_crash_between_any_two_tasks_ends_in_the_same_state_without_a_second_submission() {
    for (boolean verifies : List.of(true, false)) {
      int crashes = 0;
      for (int at = 0; at < 60; at++) {
        Steps steps = new Steps();
        Steps.Remote remote = steps.new Remote(3);
        Rig rig = new Rig(delivery(steps, remote, verifies));
        RunId run =
            rig.engine.start(
                StartRequest.of(
                    "p", dev.lockflight.Cause.manual(Rig.ALICE), dev.lockflight.Release.of("aaa")));
        boolean more = true;
        for (int i = 0; i < at && more; i++) {
          more = rig.time.step();
          if (!more && !rig.run(run).isEnded()) {
            rig.advance(Duration.ofSeconds(30));
            answer(rig, run, Rig.BOB);
            answer(rig, run, Rig.CAROL);
            more = true;
          }
        }
        boolean endedBefore = rig.run(run).isEnded();
        rig.crash();
        crashes += endedBefore ? 0 : 1;
        drive(rig, run);

        assertThat(rig.status(run))
            .as("crash after task " + at)
            .isEqualTo(verifies ? RunStatus.SUCCEEDED : RunStatus.FAILED);
        assertThat(remote.submitted.values()).as("keys").hasSize(1);
        assertCompletedOnce(rig, run);
        assertThat(steps.done).contains(verifies ? "flip" : "restore=before").endsWith("always");
      }
      assertThat(crashes).isGreaterThan(3);
    }
  }

  @Test
  void a_crash_at_any_journal_position_ends_in_the_same_state() {
    for (boolean verifies : List.of(true, false)) {
      for (int appends = 1; appends < 25; appends++) {
        Steps steps = new Steps();
        Steps.Remote remote = steps.new Remote(3);
        FullDisk store = new FullDisk(appends);
        Rig rig = new Rig(store, delivery(steps, remote, verifies));
        RunId run = rig.start();
        driveUntilLost(rig, run);
        store.left = Integer.MAX_VALUE;
        rig.crash();
        drive(rig, run);

        assertThat(rig.status(run))
            .as("crash after append " + appends)
            .isEqualTo(verifies ? RunStatus.SUCCEEDED : RunStatus.FAILED);
        assertThat(remote.submitted.values()).hasSize(1);
        assertCompletedOnce(rig, run);
      }
    }
  }

  private static void driveUntilLost(Rig rig, RunId run) {
    try {
      drive(rig, run);
    } catch (StoreException | RunStalledException e) {
      assertThat(e).hasMessageMatching("(?s).*(disk full|has stopped).*");
    }
  }

  private static void assertCompletedOnce(Rig rig, RunId run) {
    Map<ItemPath, Long> completed =
        rig.engine.journal(run).stream()
            .filter(e -> e.event() instanceof StepEvent.StepSucceeded)
            .collect(
                Collectors.groupingBy(
                    e -> ((StepEvent.StepSucceeded) e.event()).step(), Collectors.counting()));
    assertThat(completed.values()).containsOnly(1L);
  }

  @Test
  void an_interrupted_call_is_repeated_with_the_same_key() {
    Map<String, Integer> keys = new HashMap<>();
    Steps steps = new Steps();
    Rig[] rig = new Rig[1];
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("a")
                .run(
                    steps.call(
                        "once",
                        c -> {
                          keys.merge(c.idempotencyKey() + "#" + c.attempt(), 1, Integer::sum);
                          if (steps.done.size() == 1) {
                            rig[0].kill();
                          }
                          return "ok";
                        })));
    rig[0] = new Rig(pipeline);
    RunId run = rig[0].start();
    rig[0].reopen();

    assertThat(rig[0].status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(keys.values()).containsExactly(2);
  }

  @Test
  void an_interrupted_step_that_runs_at_most_once_waits_for_a_person() {
    Steps steps = new Steps();
    Rig[] rig = new Rig[1];
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("a")
                .run(
                    steps
                        .call(
                            "mail",
                            c -> {
                              if (steps.done.size() == 1) {
                                rig[0].kill();
                              }
                              return "ok";
                            })
                        .asStep()
                        .atMostOnce())
                .run(steps.ok("next")));
    rig[0] = new Rig(pipeline);
    RunId run = rig[0].start();
    rig[0].reopen();
    ItemPath mail = new ItemPath(StageName.of("a"), Phase.RUN, "mail");

    assertThat(rig[0].status(run)).isEqualTo(RunStatus.WAITING);
    assertThat(rig[0].engine.explain(run).get(0).who())
        .isEqualTo("retry, skip or fail by a person");
    rig[0].crash();
    assertThat(steps.done).containsExactly("mail");
    var unused = rig[0].engine.resolve(run, mail, Resolution.SKIP, Rig.BOB, "it was sent");
    rig[0].time.settle();
    assertThat(rig[0].status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("mail", "next");
  }

  /** A store whose disk is full from the n-th append on, until it is freed. */
  private static final class FullDisk extends ForwardingRunStore {
    private int left;

    FullDisk(int left) {
      super(new InMemoryRunStore());
      this.left = left;
    }

    @Override
    public void append(List<Append> appends) {
      if (left-- <= 0) {
        throw new StoreException("disk full");
      }
      super.append(appends);
    }
  }

  @Test
  void a_full_disk_stops_the_run_with_a_clear_error_and_it_can_be_resumed() {
    for (int appends = 1; appends < 6; appends++) {
      Steps steps = new Steps();
      FullDisk store = new FullDisk(appends);
      Rig rig =
          new Rig(
              store,
              Pipeline.of(
                  "p",
                  Stage.of("a").run(steps.ok("1")).run(steps.ok("2")).run(steps.ok("3")),
                  Stage.of("b").run(steps.ok("4")).run(steps.ok("5")).run(steps.ok("6"))));
      RunId run = rig.start();
      int reached = steps.done.size();
      assertThat(rig.run(run).isEnded()).isFalse();

      store.left = Integer.MAX_VALUE;
      var unused = rig.engine.resume(run, Rig.BOB, "space was freed");
      rig.time.settle();
      assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
      assertThat(steps.done).hasSize(reached == 0 ? 6 : 7);
    }
  }
}
