package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Deployment.State;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Gates whose answer depends on the time: soaks, windows, and gates that are asked repeatedly. */
class GatesOfTimeTest {
  private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private static final Release RELEASE = Release.of("c0ffee").with("image", "sha256:1");
  private final Environment stage = Environment.of("stage");

  private Deployment verified(Release release) {
    return new Deployment(
        stage.name(), release, RunId.of("r"), StageName.of("s"), State.VERIFIED, NOON);
  }

  private FakeContext after(Duration time) {
    return FakeContext.ofRun("run-1")
        .release(RELEASE)
        .deployed(verified(RELEASE))
        .at(NOON.plus(time));
  }

  @Test
  void a_release_has_soaked_at_the_very_end_of_its_time() throws Exception {
    Gate soaked = stage.soaked(DAY);
    Verdict early = soaked.evaluate(after(DAY.minusNanos(1)));
    Verdict due = soaked.evaluate(after(DAY));

    assertThat(early.nextAnswerAt()).contains(NOON.plus(DAY));
    assertThat(early.summary()).isEqualTo("soaks in stage until 2026-03-02T12:00:00Z");
    assertThat(due.status()).isEqualTo(Status.PASSED);
    assertThat(due.summary()).isEqualTo("soaked in stage since 2026-03-01T12:00:00Z");
    assertThat(due.evidence()).extracting(Evidence::name).containsExactly("verified since");
    assertThat(stage.verified().evaluate(after(Duration.ZERO)).opens()).isTrue();
  }

  @Test
  void only_what_was_verified_there_and_stands_there_has_soaked() throws Exception {
    Gate soaked = stage.soaked(DAY);
    Verdict replaced = soaked.evaluate(after(DAY).deployed(verified(Release.of("abc"))));
    Verdict never = soaked.evaluate(FakeContext.ofRun("run-2").release(RELEASE));

    assertThat(replaced.status()).isEqualTo(Status.FAILED);
    assertThat(replaced.summary()).isEqualTo("c0ffee is not what was last verified in stage");
    assertThat(replaced.evidence()).anyMatch(e -> e.observed().startsWith("abc VERIFIED"));
    assertThat(never.status()).isEqualTo(Status.FAILED);
    assertThat(never.evidence()).anyMatch(e -> e.observed().equals("nothing"));
  }

  @Test
  void artifacts_may_be_added_after_the_soak_but_not_changed() throws Exception {
    Gate soaked = stage.soaked(DAY);

    assertThat(soaked.evaluate(after(DAY).release(RELEASE.with("docs", "sha256:2"))).opens())
        .isTrue();
    assertThat(soaked.evaluate(after(DAY).release(RELEASE.with("image", "sha256:2"))).status())
        .isEqualTo(Status.FAILED);
  }

  @Test
  void a_soak_says_what_it_is() {
    assertThat(stage.verified().name()).hasToString("verified in stage");
    assertThat(stage.verified().describe()).isEqualTo("verified in stage");
    assertThat(stage.soaked(DAY).describe()).isEqualTo("soaked in stage for PT24H");
    assertThat(stage.soaked(DAY).kind()).isEqualTo(Gate.Kind.PURE);
    assertThatThrownBy(() -> stage.soaked(DAY.negated())).hasMessageContaining("PT-24H");
  }

  private static Window freeze(Duration until, Action... actions) {
    return new Window.Freeze(NOON, NOON.plus(until), Set.of(actions), "holiday");
  }

  private static Gate window(Window... windows) {
    return Environment.of("prod").during(windows).gates().stream()
        .filter(WindowGate.class::isInstance)
        .findFirst()
        .orElseGet(
            () -> new WindowGate(EnvironmentName.of("prod"), List.of(windows), Action.PROMOTE));
  }

  @Test
  void of_several_closed_windows_the_last_to_open_counts() throws Exception {
    Gate gate =
        window(
            freeze(DAY, Action.PROMOTE),
            freeze(DAY.multipliedBy(3), Action.PROMOTE),
            freeze(DAY.multipliedBy(2), Action.PROMOTE),
            freeze(DAY.multipliedBy(9), Action.APPROVE));

    assertThat(gate.evaluate(after(Duration.ZERO)).nextAnswerAt())
        .contains(NOON.plus(DAY.multipliedBy(3)));
    assertThat(gate.evaluate(after(DAY.multipliedBy(3))).status()).isEqualTo(Status.PASSED);
    assertThat(gate.evaluate(after(DAY.multipliedBy(3))).evidence()).hasSize(1);
    assertThat(gate.name()).hasToString("window of prod");
    assertThat(gate.kind()).isEqualTo(Gate.Kind.PURE);
    assertThat(gate.describe()).contains("holiday");
  }

  private Gate polled(Polling polling, Status answer) {
    record Says(Status status) implements Gate {
      @Override
      public GateName name() {
        return GateName.of("healthy");
      }

      @Override
      public Verdict evaluate(GateContext context) {
        return Verdict.of(status, "so it is", List.of());
      }
    }
    return new Says(answer).polled(polling);
  }

  /** Asks as the engine does: every earlier verdict is in the journal. */
  private Verdict asked(Polling polling, Duration pause, Status... answers) throws Exception {
    List<GateContext.Evaluation> earlier = new ArrayList<>();
    Verdict last = Verdict.pending("not asked");
    for (int i = 0; i < answers.length; i++) {
      FakeContext context = FakeContext.ofRun("run-1").reachedAt(NOON);
      context.at(NOON.plus(pause.multipliedBy(i)));
      earlier.forEach(context::decidedBefore);
      last = polled(polling, answers[i]).evaluate(context);
      earlier.add(new GateContext.Evaluation(context.now(), last));
    }
    return last;
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, PENDING",
    "PASSED PASSED, PASSED",
    "PASSED FAILED PASSED, PENDING",
    "PASSED FAILED PASSED PASSED, PASSED",
    "PENDING PENDING PENDING PENDING, PENDING",
    "FAILED FAILED, PENDING",
    "FAILED FAILED FAILED, FAILED",
    "FAILED PASSED FAILED ERRORED ERRORED, PENDING",
    "ERRORED ERRORED, PENDING",
    "ERRORED ERRORED ERRORED, ERRORED",
  })
  void two_answers_in_a_row_open_and_three_failures_or_errors_close(String said, Status told)
      throws Exception {
    Polling polling =
        Polling.every(Duration.ofMinutes(1), Duration.ofHours(1)).consecutively(2).failingAfter(3);
    Status[] answers =
        Arrays.stream(said.split(" ", -1)).map(Status::valueOf).toArray(Status[]::new);

    assertThat(asked(polling, Duration.ofMinutes(1), answers).status()).isEqualTo(told);
  }

  @ParameterizedTest
  @CsvSource({"PENDING, ERRORED", "PASSED, ERRORED", "FAILED, FAILED", "ERRORED, ERRORED"})
  void at_the_timeout_a_gate_that_never_settled_is_errored_and_a_bad_answer_stays(
      Status answer, Status told) throws Exception {
    Polling polling = Polling.every(Duration.ofMinutes(1), Duration.ofMinutes(1)).consecutively(9);
    Verdict first = asked(polling, Duration.ofMinutes(1), answer);
    Verdict last = asked(polling, Duration.ofMinutes(1), answer, answer);

    assertThat(first.isPending()).isTrue();
    assertThat(last.status()).isEqualTo(told);
    assertThat(last.summary())
        .isEqualTo(
            answer == Status.PENDING || answer == Status.PASSED
                ? "not decided within PT1M; last answer " + answer + ": so it is"
                : "so it is");
  }

  @Test
  void a_polled_gate_is_asked_after_its_delay_at_its_pace_and_once_more_at_its_end()
      throws Exception {
    Polling polling =
        Polling.every(Duration.ofMinutes(2), Duration.ofMinutes(9)).after(Duration.ofMinutes(5));
    Gate gate = polled(polling, Status.FAILED);
    FakeContext context = FakeContext.ofRun("run-1").reachedAt(NOON).at(NOON);
    Instant first = NOON.plus(Duration.ofMinutes(5));

    assertThat(gate.evaluate(context))
        .isEqualTo(Verdict.pendingUntil(first, "first asked at " + first));
    assertThat(gate.evaluate(context.at(first)).nextAnswerAt())
        .contains(NOON.plus(Duration.ofMinutes(7)));
    assertThat(gate.evaluate(context.at(NOON.plus(Duration.ofMinutes(8)))).nextAnswerAt())
        .as("the last question is asked at the timeout")
        .contains(NOON.plus(Duration.ofMinutes(9)));
    assertThat(gate.describe()).endsWith(", every PT2M for PT9M");
  }
}
