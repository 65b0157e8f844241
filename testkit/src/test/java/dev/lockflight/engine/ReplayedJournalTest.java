package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Axis;
import dev.lockflight.Decision;
import dev.lockflight.Deployment;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Verdict;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.RunEvent;
import dev.lockflight.run.RunStatus;
import dev.lockflight.run.StageEvent;
import dev.lockflight.run.StepEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Journals that nobody wrote by these rules. */
class ReplayedJournalTest {
  private static final Output<String> BEFORE = Output.of("BEFORE", String.class);

  private static Pipeline delivery(boolean proven) {
    Steps steps = new Steps();
    Environment prod =
        Environment.of("prod")
            .require(ApprovalRule.of("owners").quorum(2).within(Duration.ofHours(1)));
    return Pipeline.of(
        "p",
        Stage.of("build").run(steps.flaky("compile", 1).asStep().retry(RetryPolicy.upTo(2))),
        Stage.of("prod")
            .in(prod)
            .require(Steps.pure("sane", c -> Verdict.passed("yes")), Steps.passes("rows"))
            .run(steps.call("savepoint", c -> "s").into(BEFORE))
            .run(steps.new Remote(2))
            .verify(proven ? Steps.passes("proof") : Steps.fails("proof"))
            .onFailure(
                new Rollback(List.of(steps.reading("restore", BEFORE).asStep()), List.of(), false))
            .always(steps.ok("notify")));
  }

  private static List<JournalEntry> journal(boolean proven) {
    Rig rig = new Rig(delivery(proven));
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(1));
    rig.approve(run, Rig.BOB);
    rig.approve(run, Rig.CAROL);
    rig.advance(Duration.ofMinutes(5));
    assertThat(rig.run(run).isEnded()).isTrue();
    return rig.engine.journal(run);
  }

  static Stream<Forged> left() {
    return Stream.of(
        Forged.without("run of p", "build begun", "a journal begins with the creation of its run"),
        Forged.without("begun", "build run", "stage build is PENDING"),
        Forged.without("compile started", "compile failed", "is NEW, no attempt is under way"),
        Forged.without("compile will be tried", "compile started", "compile will be tried again"),
        Forged.without(
            "compile succeeded", "build SUCCEEDED", "today there would come: compile started"),
        Forged.without(
            "waits for the lock", "holds the lock", "does not wait for the lock of prod"),
        Forged.without(
            "holds the lock", "gate sane", "would ask for the lock of its environment first"),
        Forged.without(
            "gate sane", "gate rows", "gate sane stands in front of it today and was not asked"),
        Forged.without("gate rows", "asks for approval", "gate rows stands in front"),
        Forged.without("asks for approval", "gate owners", "nobody was asked for approval owners"),
        Forged.without("carol approved", "gate owners PASSED", "waits for 1 of owners"),
        Forged.without("DEPLOYING", "run", "today there would come: c0ffee DEPLOYING"),
        Forged.without("remote submitted", "remote succeeded", "was not submitted"),
        Forged.without("DEPLOYED", "verify", "today there would come: c0ffee DEPLOYED"),
        Forged.without("gate proof", "VERIFIED", "the stage would wait here"),
        Forged.without(
            "notify succeeded", "released the lock", "today there would come: notify started"),
        Forged.without("released the lock", "prod SUCCEEDED", "released the lock of prod"));
  }

  static Stream<Forged> added() {
    return Stream.of(
        Forged.twice("run of p", "the run was created before"),
        Forged.twice("begun", "stage build is RUNNING already"),
        Forged.twice("compile succeeded", "is SUCCEEDED, no attempt is under way"),
        Forged.twice("gate rows", "gate rows was decided before: PASSED"),
        Forged.twice("asks for approval", "people are being asked for approval owners already"),
        Forged.twice("bob approved", "bob has answered already"),
        Forged.twice("remote submitted", "remote was submitted before"),
        Forged.twice("holds the lock", "does not wait for the lock"));
  }

  static Stream<Forged> changed() {
    return Stream.of(
        Forged.instead(
            "compile started",
            e -> new StepEvent.StepStarted(((StepEvent) e).step(), 7, "k"),
            "today there would come: compile started"),
        Forged.instead(
            "compile failed",
            e ->
                new StepEvent.StepFailed(
                    ((StepEvent) e).step(), 1, dev.lockflight.FailureClass.FATAL, "no", List.of()),
            "would not be tried again today"),
        Forged.instead(
            "carol approved",
            e -> decided((StageEvent.Decided) e, Rig.ALICE),
            "alice is none of the approvers"),
        Forged.instead(
            "DEPLOYING",
            e -> {
              Deployment d = ((RunEvent.DeploymentRecorded) e).deployment();
              return new RunEvent.DeploymentRecorded(
                  new Deployment(
                      EnvironmentName.of("test"),
                      d.release(),
                      d.run(),
                      d.stage(),
                      d.state(),
                      d.at()));
            },
            "today there would come: c0ffee DEPLOYING in prod"),
        Forged.instead(
            "SUCCEEDED",
            e -> new StageEvent.StageEnded(((StageEvent) e).stage(), RunStatus.FAILED, ""),
            "today there would come: SUCCEEDED"),
        new Forged(
            "another end",
            journal -> {
              List<JournalEntry> all = new ArrayList<>(journal);
              JournalEntry last = all.remove(all.size() - 1);
              all.add(
                  new JournalEntry(
                      last.run(), last.seq(), last.at(), new RunEvent.Ended(RunStatus.FAILED, "")));
              return all;
            },
            "FAILED",
            "today it would end SUCCEEDED, not FAILED"),
        new Forged(
            "after the end",
            journal -> {
              List<JournalEntry> all = new ArrayList<>(journal);
              JournalEntry last = all.get(all.size() - 1);
              all.add(
                  new JournalEntry(
                      last.run(),
                      0,
                      last.at(),
                      new RunEvent.AbortRequested(Rig.ALICE, "too late")));
              return all;
            },
            "abort requested",
            "the run has ended SUCCEEDED; nothing can follow"),
        new Forged(
            "too late an answer",
            journal ->
                journal.stream()
                    .map(
                        entry ->
                            entry.event() instanceof StageEvent.Decided
                                ? new JournalEntry(
                                    entry.run(),
                                    entry.seq(),
                                    entry.at().plus(Duration.ofHours(1)),
                                    entry.event())
                                : entry)
                    .toList(),
            "bob approved",
            "could be answered until"));
  }

  private static RunEvent decided(StageEvent.Decided event, dev.lockflight.Principal by) {
    Decision made = event.decision();
    return new StageEvent.Decided(
        event.stage(),
        new Decision(made.gate(), by, made.answer(), made.at(), made.comment(), made.seen()));
  }

  @ParameterizedTest
  @MethodSource({"left", "added", "changed"})
  void a_forged_journal_is_found_at_its_first_wrong_event(Forged forged) {
    List<JournalEntry> journal = Forged.renumbered(forged.forge().apply(journal(true)));

    assertThat(Replay.of(delivery(true)).check(journal).firstIllegal())
        .hasValueSatisfying(
            illegal -> {
              assertThat(illegal.reason()).contains(forged.reason());
              assertThat(illegal.entry().toString()).contains(forged.entry());
            });
  }

  @Test
  void a_gap_in_the_numbers_is_found() {
    List<JournalEntry> journal = new ArrayList<>(journal(true));
    JournalEntry gone = journal.remove(4);

    assertThat(Replay.of(delivery(true)).check(journal).firstIllegal())
        .hasValueSatisfying(
            illegal -> {
              assertThat(illegal.entry().seq()).isEqualTo(gone.seq() + 1);
              assertThat(illegal.reason()).contains("entry 6 of run run-1 follows entry 4");
            });
  }

  @Test
  void a_rollback_that_failed_verification_leads_to_must_be_there() {
    List<JournalEntry> journal = journal(false);
    assertThat(Replay.of(delivery(false)).check(journal).isLegal()).isTrue();

    List<JournalEntry> forged =
        Forged.renumbered(
            journal.stream()
                .filter(
                    entry ->
                        !(entry.event() instanceof StageEvent.PhaseEntered entered
                            && entered.phase() == dev.lockflight.Phase.ROLLBACK))
                .toList());
    assertThat(Replay.of(delivery(false)).check(forged).firstIllegal())
        .hasValueSatisfying(
            illegal -> {
              assertThat(illegal.entry().event().describe()).contains("restore started");
              assertThat(illegal.reason()).contains("stage prod is in its verify phase");
            });
  }

  @Test
  void more_cells_at_a_time_than_today_are_found() {
    Steps steps = new Steps();
    Stage cells = Stage.of("m").matrix(new Axis("x", List.of("1", "2", "3"))).run(steps.ok("work"));
    Rig rig = new Rig(Pipeline.of("p", cells));
    List<JournalEntry> journal = rig.engine.journal(rig.start());

    assertThat(Replay.of(Pipeline.of("p", cells.maxParallel(2))).check(journal).firstIllegal())
        .hasValueSatisfying(
            illegal -> {
              assertThat(illegal.entry().toString()).contains("m[x=3] begun");
              assertThat(illegal.reason()).isEqualTo("of stage m 2 cells run already");
            });
  }

  @Test
  void a_step_repeated_after_a_crash_is_legal_unless_it_runs_at_most_once_today() {
    Steps steps = new Steps();
    Rig[] rig = new Rig[1];
    var work =
        steps.call(
            "work",
            c -> {
              if (steps.done.size() == 1) {
                rig[0].kill();
              }
              return "ok";
            });
    rig[0] = new Rig(Pipeline.of("p", Stage.of("a").run(work)));
    RunId run = rig[0].start();
    rig[0].reopen();
    List<JournalEntry> journal = rig[0].engine.journal(run);

    assertThat(Replay.of(Pipeline.of("p", Stage.of("a").run(work))).check(journal).isLegal())
        .isTrue();
    Pipeline once = Pipeline.of("p", Stage.of("a").run(work.asStep().atMostOnce()));
    assertThat(Replay.of(once).check(journal).firstIllegal())
        .hasValueSatisfying(
            illegal -> assertThat(illegal.reason()).contains("work waits for a person"));
  }
}
