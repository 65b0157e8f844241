package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.ApprovalRule;
import dev.lockflight.Cause;
import dev.lockflight.Condition;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.RetryPolicy;
import dev.lockflight.Rollback;
import dev.lockflight.RunId;
import dev.lockflight.Stage;
import dev.lockflight.Trigger;
import dev.lockflight.run.JournalEntry;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Today's definition is another than the one the journal was written with. */
class ReplayTest {
  private static final Output<String> BUILT = DeliveryParts.BUILT;
  private static final Parameter<String> MODE = DeliveryParts.MODE;

  private interface Change {
    void to(DeliveryParts parts);
  }

  private record Today(String name, Change change, String entry, String reason) {
    @Override
    public String toString() {
      return name;
    }
  }

  private static List<JournalEntry> journal() {
    Rig rig = new Rig(new DeliveryParts().pipeline());
    RunId run = rig.start();
    rig.advance(Duration.ofMinutes(1));
    rig.approve(run, Rig.BOB);
    rig.approve(run, Rig.CAROL);
    assertThat(rig.run(run).isEnded()).isTrue();
    return rig.engine.journal(run);
  }

  @Test
  void a_journal_is_legal_by_the_definition_it_was_written_with_and_so_is_each_beginning_of_it() {
    List<JournalEntry> journal = journal();
    Replay replay = Replay.of(new DeliveryParts().pipeline());

    for (int n = 1; n <= journal.size(); n++) {
      assertThat(replay.check(journal.subList(0, n)).firstIllegal()).isEmpty();
    }
    assertThat(replay.check(journal))
        .isInstanceOfSatisfying(
            Legality.Legal.class, legal -> assertThat(legal.run().isEnded()).isTrue());
    assertThatThrownBy(() -> replay.check(List.of())).hasMessageContaining("at least one entry");
  }

  static Stream<Today> definitions() {
    return Stream.of(
        new Today("other pipeline", p -> p.name = "p", "run of delivery", "not of p"),
        new Today(
            "no such trigger",
            p -> p.trigger = new Trigger.Upstream(dev.lockflight.PipelineName.of("x")),
            "run of delivery",
            "is not started by a manual start"),
        new Today(
            "a parameter that is not given",
            p -> p.mode = Parameter.text("mode"),
            "run of delivery",
            "it has no default"),
        new Today(
            "renamed stage",
            p -> p.build = Stage.of("compile"),
            "build begun",
            "has no stage build today"),
        new Today(
            "another condition",
            p -> p.build = p.build.when(new Condition.ParameterIs(MODE, "quick")),
            "build begun",
            "would be skipped today: not when mode is quick"),
        new Today(
            "more needs",
            p -> {
              p.more = List.of(Stage.of("lint").after().run(p.steps.ok("lint")));
              p.deploying = stage -> stage.after("build", "lint").run(p.steps.ok("first"));
            },
            "prod begun",
            "stage prod still waits today: needs build, lint"),
        new Today(
            "renamed step",
            p -> p.compile = p.compile.named("make"),
            "compile started",
            "stage build has no run step compile today"),
        new Today(
            "another output",
            p -> {
              p.compile = p.steps.flaky("compile", 1).asStep().retry(RetryPolicy.upTo(2));
              p.more = List.of();
              p.build = p.build.run(p.steps.ok("other").into(BUILT));
            },
            "compile started",
            "today there would come: other started"),
        new Today(
            "fewer attempts",
            p -> p.compile = p.compile.retry(RetryPolicy.NEVER),
            "compile will be tried again",
            "step build/run/compile would not be tried again today"),
        new Today(
            "a call that became a remote operation",
            p ->
                p.compile =
                    p.steps.new Remote(1).into(BUILT).named("compile").retry(RetryPolicy.upTo(2)),
            "compile succeeded",
            "runs elsewhere today and was not submitted"));
  }

  static Stream<Today> definitionsOfEnvironments() {
    return Stream.of(
        new Today(
            "no deployment any more",
            p -> p.deploying = s -> s.reading(Environment.of("prod")).run(p.steps.ok("first")),
            "waits for the lock",
            "does not deploy into prod today"),
        new Today(
            "another environment",
            p -> p.prod = Environment.of("production"),
            "waits for the lock of prod",
            "does not deploy into prod today"),
        new Today(
            "one more gate in front",
            p -> p.prod = p.prod.require(Steps.passes("fresh")),
            "gate rows",
            "gate fresh stands in front of it today and was not asked"),
        new Today(
            "a longer deadline",
            p -> p.owners = p.owners.within(Duration.ofDays(2)),
            "asks for approval owners",
            "today there would come: asks for approval owners until 2026-11-22"),
        new Today(
            "other approvers",
            p -> p.owners = p.owners.by("bob"),
            "carol approved",
            "carol is none of the approvers [bob]"),
        new Today(
            "a larger quorum",
            p -> p.owners = p.owners.quorum(3),
            "gate owners PASSED",
            "today approval owners is PENDING: waits for 1 of owners"),
        new Today(
            "a comment is needed",
            p -> p.owners = p.owners.withComment(),
            "bob approved",
            "needs a comment"),
        new Today(
            "a first step before the first",
            p -> p.deploying = s -> s.run(p.steps.ok("zeroth")).run(p.steps.ok("first")),
            "first started",
            "today there would come: zeroth started"),
        new Today(
            "a step in between is gone",
            p -> p.deploying = stage -> stage,
            "first started",
            "stage prod has no run step first today"),
        new Today(
            "one more proof",
            p -> p.deploying = s -> s.verify(Steps.passes("smoke")).run(p.steps.ok("first")),
            "gate proof",
            "gate smoke stands in front of it today"),
        new Today(
            "the proof is gone",
            p -> p.proof = Steps.passes("other"),
            "gate proof",
            "has no verify gate proof today"),
        new Today(
            "a stage more",
            p -> p.more = List.of(Stage.of("docs").run(p.steps.ok("docs"))),
            "SUCCEEDED",
            "there are stages left today that have not ended"));
  }

  @ParameterizedTest
  @MethodSource({"definitions", "definitionsOfEnvironments"})
  void the_first_event_that_is_not_legal_today_is_named(Today today) {
    DeliveryParts parts = new DeliveryParts();
    today.change().to(parts);

    assertThat(Replay.of(parts.pipeline()).check(journal()).firstIllegal())
        .hasValueSatisfying(
            illegal -> {
              assertThat(illegal.entry().toString()).contains(today.entry());
              assertThat(illegal.reason()).contains(today.reason());
            });
  }

  @Test
  void what_has_not_happened_may_be_another_today() {
    List<JournalEntry> journal = journal();
    DeliveryParts parts = new DeliveryParts();
    parts.deploying =
        stage ->
            stage
                .run(parts.steps.ok("first"))
                .onFailure(
                    new Rollback(List.of(parts.steps.ok("restore").asStep()), List.of(), false));

    assertThat(Replay.of(parts.pipeline()).check(journal).isLegal()).isTrue();
  }

  @Test
  void a_run_is_resumed_when_what_happened_is_still_legal_and_else_names_the_event() {
    Condition never = new Condition.ParameterIs(MODE, "quick");
    Steps steps = new Steps();
    Stage docs = Stage.of("docs").run(steps.ok("docs"));
    Stage ship = Stage.of("ship").afterEndOf("docs").require(ApprovalRule.of("owners"));
    PipelinePart mode = new PipelinePart.Parameters(List.of(MODE));
    Rig rig = new Rig(Pipeline.of("p", mode, docs.when(never), ship.run(steps.ok("ship"))));
    RunId run = rig.start();

    rig.crash(Pipeline.of("p", mode, docs, ship.run(steps.ok("ship"))));
    assertThatThrownBy(() -> rig.engine.approve(Answer.to(run, "owners", Rig.BOB)))
        .isInstanceOfSatisfying(
            RefusedException.class,
            e -> assertThat(e.reason()).isEqualTo(RefusedException.Reason.STRUCTURE_CHANGED))
        .hasMessageContaining("docs SKIPPED")
        .hasMessageContaining("stage docs would not be skipped today");

    rig.crash(
        Pipeline.of(
            "p", mode, docs.when(never.and(Condition.always())), ship.run(steps.ok("ship"))));
    rig.approve(run, Rig.BOB);
    assertThat(rig.run(run).isEnded()).isTrue();
  }

  @Test
  @Tag("slow")
  void ten_thousand_events_are_replayed_in_well_under_a_second() {
    Steps steps = new Steps();
    Stage many = Stage.of("many");
    for (int i = 0; i < 5_000; i++) {
      many = many.run(steps.ok("step " + i));
    }
    Pipeline pipeline = Pipeline.of("p", many);
    Rig rig = new Rig(pipeline);
    List<JournalEntry> journal = rig.engine.journal(rig.start());
    assertThat(journal).hasSizeGreaterThan(10_000);

    long began = System.nanoTime();
    boolean legal = Replay.of(pipeline).check(journal).isLegal();
    Duration took = Duration.ofNanos(System.nanoTime() - began);

    assertThat(legal).isTrue();
    assertThat(took).isLessThan(Duration.ofSeconds(1));
  }

  @Test
  void who_starts_a_run_is_no_matter_of_the_definition() {
    Rig rig = new Rig(new DeliveryParts().pipeline());
    RunId run =
        rig.engine.start(
            StartRequest.of("delivery", Cause.manual(Rig.CAROL), dev.lockflight.Release.of("a")));

    assertThat(Replay.of(new DeliveryParts().pipeline()).check(rig.engine.journal(run)).isLegal())
        .isTrue();
  }
}
