package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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

  @Test
  void a_required_step_and_one_whose_output_is_read_cannot_be_skipped() {
    for (boolean required : List.of(true, false)) {
      Steps steps = new Steps();
      Rig[] rig = new Rig[1];
      var mail =
          steps
              .call(
                  "mail",
                  c -> {
                    rig[0].kill();
                    return "ok";
                  })
              .into(BEFORE)
              .atMostOnce();
      Stage a = Stage.of("a").run(required ? mail.required() : mail);
      Pipeline pipeline = Pipeline.of("p", required ? a : a.run(steps.reading("read", BEFORE)));
      rig[0] = new Rig(pipeline);
      RunId run = rig[0].start();
      rig[0].reopen();
      ItemPath path = new ItemPath(StageName.of("a"), Phase.RUN, "mail");

      assertThatThrownBy(() -> rig[0].engine.resolve(run, path, Resolution.SKIP, Rig.BOB, "please"))
          .isInstanceOf(RefusedException.class)
          .hasMessageContaining(required ? "required" : "a/read reads");
      var unused = rig[0].engine.resolve(run, path, Resolution.FAIL, Rig.BOB, "give up");
      rig[0].time.settle();
      assertThat(rig[0].status(run)).isEqualTo(RunStatus.FAILED);
    }
  }

  @Test
  void abort_cancels_the_remote_side_waits_for_its_end_and_runs_the_always_steps() {
    Steps steps = new Steps();
    Steps.Remote remote = steps.new Remote(1_000);
    Rig rig =
        new Rig(
            Pipeline.of(
                "p",
                Stage.of("a").run(remote).run(steps.ok("never")).always(steps.ok("cleanup")),
                Stage.of("b").run(steps.ok("b"))));
    RunId run = rig.start();
    rig.crash();
    var unused = rig.engine.abort(run, Rig.ALICE, "stop");
    rig.advance(Duration.ofMinutes(2));

    assertThat(remote.cancelled).isNotEmpty();
    assertThat(rig.status(run)).isEqualTo(RunStatus.ABORTED);
    assertThat(steps.done).containsExactly("submit", "cleanup");
  }

  @Test
  void a_run_is_pinned_to_its_structure_where_it_has_been() {
    Steps steps = new Steps();
    Pipeline before =
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("a")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("c")));
    Rig rig = new Rig(before);
    RunId run = rig.start();

    rig.crash(
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("other")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("c"))));
    assertThatThrownBy(() -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("'run a' became 'run other'");

    rig.crash(
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.ok("a")),
            Stage.of("b").require(ApprovalRule.of("owners")).run(steps.ok("b")),
            Stage.of("c").run(steps.ok("changed"))));
    rig.approve(run, Rig.BOB);
    assertThat(rig.status(run)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("a", "b", "changed");
  }

  @Test
  void a_rerun_keeps_earlier_outputs_and_refuses_another_structure() {
    Steps steps = new Steps();
    boolean[] works = {false};
    Pipeline pipeline =
        Pipeline.of(
            "p",
            Stage.of("a").run(steps.call("build", c -> "artifact").into(BEFORE)),
            Stage.of("b")
                .run(
                    steps.call(
                        "deploy",
                        c -> {
                          if (!works[0]) {
                            throw new IllegalStateException("down");
                          }
                          return c.read(BEFORE);
                        })));
    Rig rig = new Rig(pipeline);
    RunId run = rig.start();
    assertThat(rig.status(run)).isEqualTo(RunStatus.FAILED);
    works[0] = true;
    RunId again = rig.engine.rerun(run, "b", Rig.BOB, "it is up again");
    rig.time.settle();

    assertThat(rig.status(again)).isEqualTo(RunStatus.SUCCEEDED);
    assertThat(steps.done).containsExactly("build", "deploy", "deploy");
    rig.crash(Pipeline.of("p", Stage.of("a").run(steps.ok("x")), Stage.of("b").run(steps.ok("y"))));
    assertThatThrownBy(() -> rig.engine.rerun(run, "b", Rig.BOB, "again"))
        .isInstanceOf(RefusedException.class)
        .hasMessageContaining("another structure");
  }

  /** A store whose disk is full from the n-th append on, until it is freed. */
  private static final class FullDisk extends dev.lockflight.store.ForwardingStore {
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

  @Test
  void an_unknown_run_is_refused() {
    Rig rig = new Rig(Pipeline.of("p", Stage.of("a").run(new Steps().ok("a"))));

    assertThatThrownBy(() -> rig.engine.abort(RunId.of("nope"), Rig.BOB, ""))
        .isInstanceOf(UnknownRunException.class)
        .hasMessageContaining("nope");
  }
}
