package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Verdict.Refusal;
import dev.lockflight.Verdict.Status;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What gates that are made of other gates answer. */
class GateAnswersTest {
  private static final Evidence ROWS = Evidence.of("rows", 7, "10", "select");

  private record Says(GateName name, Verdict verdict) implements Gate {
    @Override
    public Verdict evaluate(GateContext context) throws Exception {
      if (verdict.summary().equals("thrown")) {
        throw new java.io.IOException("no connection");
      }
      if (verdict.summary().equals("interrupted")) {
        throw new InterruptedException("stop");
      }
      return verdict;
    }
  }

  private static Gate says(Verdict verdict) {
    return new Says(GateName.of("part"), verdict);
  }

  private static Gate says(Status status) {
    return says(Verdict.of(status, "so it is", List.of(ROWS)));
  }

  private static Verdict ask(Gate gate) throws Exception {
    return gate.evaluate(FakeContext.ofRun("run-1"));
  }

  private static Gate combined(int needed, String statuses) {
    List<Gate> parts =
        Arrays.stream(statuses.split(" ", -1)).map(Status::valueOf).map(s -> says(s)).toList();
    return new CombinedGate(GateName.of("whole"), needed, parts);
  }

  @ParameterizedTest
  @CsvSource({
    "1, FAILED PASSED, PASSED",
    "1, ERRORED WARNED, WARNED",
    "1, FAILED SKIPPED, PASSED",
    "1, FAILED OVERRIDDEN, WARNED",
    "1, FAILED PENDING, PENDING",
    "1, FAILED FAILED, FAILED",
    "1, FAILED ERRORED, ERRORED",
    "2, PASSED PASSED, PASSED",
    "2, PASSED WARNED, WARNED",
    "2, PASSED PENDING, PENDING",
    "2, PENDING FAILED, FAILED",
    "2, PENDING ERRORED, ERRORED",
    "2, ERRORED FAILED, FAILED",
    "2, PASSED FAILED PASSED, PASSED",
    "2, PASSED FAILED PENDING, PENDING",
    "2, PASSED FAILED FAILED, FAILED",
    "2, PASSED FAILED ERRORED, ERRORED",
    "2, PENDING ERRORED ERRORED, ERRORED",
  })
  void so_many_of_several_gates(int needed, String parts, Status whole) throws Exception {
    Verdict verdict = ask(combined(needed, parts));

    assertThat(verdict.status()).isEqualTo(whole);
    assertThat(verdict.summary()).startsWith("part " + parts.split(" ", -1)[0] + ": so it is; ");
    assertThat(verdict.evidence()).hasSize(parts.split(" ", -1).length).contains(ROWS);
  }

  @Test
  void a_combination_is_asked_again_as_soon_as_any_part_has_news() throws Exception {
    Instant soon = Instant.parse("2026-03-01T13:00:00Z");
    List<Gate> parts =
        IntStream.of(3, 1, 2)
            .mapToObj(i -> says(Verdict.pendingUntil(soon.plusSeconds(i), "not yet", ROWS)))
            .toList();

    Verdict verdict = ask(new CombinedGate(GateName.of("all"), 3, parts));

    assertThat(verdict.nextAnswerAt()).contains(soon.plusSeconds(1));
    assertThat(verdict.evidence()).hasSize(3);
    assertThat(ask(combined(1, "PENDING PENDING")).nextAnswerAt()).isEmpty();
  }

  @Test
  void a_refusal_by_people_inside_a_combination_is_told_as_such() throws Exception {
    Gate refused = says(Verdict.refused(Refusal.REJECTED, "no", List.of()));
    Gate both = new CombinedGate(GateName.of("all"), 2, List.of(says(Status.FAILED), refused));

    assertThat(ask(both).refusal()).isEqualTo(Refusal.REJECTED);
    assertThat(ask(combined(2, "FAILED FAILED")).refusal()).isEqualTo(Refusal.NONE);
  }

  @Test
  void a_combination_is_as_late_and_reads_as_much_as_its_parts() {
    ApprovalRule owners = ApprovalRule.of("owners");
    Gate soaked = Environment.of("stage").verified();
    Gate mixed = new CombinedGate(GateName.of("mixed"), 1, List.of(soaked, owners));

    assertThat(mixed.kind()).isEqualTo(Gate.Kind.PEOPLE);
    assertThat(mixed.approvals()).containsExactly(owners);
    assertThat(mixed.readsWorld()).isFalse();
    assertThat(combined(1, "PASSED PASSED").readsWorld()).isTrue();
    assertThat(combined(1, "PASSED PASSED").kind()).isEqualTo(Gate.Kind.CHECK);
    assertThat(mixed.describe()).isEqualTo("1 of [verified in stage; " + owners.describe() + "]");
  }

  @Test
  void a_combination_reads_what_its_parts_read() {
    Output<String> rows = Output.of("rows", String.class);
    record Reading(Output<String> output) implements Gate {
      @Override
      public GateName name() {
        return GateName.of("reading " + output.name());
      }

      @Override
      public Set<Output<?>> reads() {
        return Set.of(output);
      }

      @Override
      public Verdict evaluate(GateContext context) {
        return Verdict.passed(context.read(output));
      }
    }
    List<Gate> parts = List.of(says(Status.PASSED), new Reading(rows));

    assertThat(new CombinedGate(GateName.of("whole"), 1, parts).reads()).isEqualTo(Set.of(rows));
  }

  @Test
  void a_part_that_throws_has_not_told_and_the_others_still_count() throws Exception {
    Gate thrown = says(Verdict.passed("thrown"));

    assertThat(
            ask(new CombinedGate(GateName.of("whole"), 1, List.of(thrown, says(Status.PASSED))))
                .status())
        .isEqualTo(Status.PASSED);
    assertThat(
            ask(new CombinedGate(GateName.of("whole"), 1, List.of(thrown, says(Status.FAILED))))
                .status())
        .isEqualTo(Status.ERRORED);
  }

  @Test
  void a_polled_gate_that_throws_is_asked_again_until_its_limit() throws Exception {
    Polling polling = Polling.every(java.time.Duration.ofMinutes(1), java.time.Duration.ofHours(1));
    Gate thrown = says(Verdict.passed("thrown"));

    assertThat(ask(thrown.polled(polling)).status()).isEqualTo(Status.PENDING);
    Verdict last = ask(thrown.polled(polling.failingAfter(1)));
    assertThat(last.status()).isEqualTo(Status.ERRORED);
    assertThat(last.summary()).contains("could not tell", "no connection");
  }

  @Test
  void a_combination_of_too_few_gates_or_of_a_polled_one_is_refused() {
    assertThat(combined(2, "PASSED PASSED")).isNotNull();
    for (int needed : List.of(0, 3)) {
      assertThatThrownBy(() -> combined(needed, "PASSED PASSED"))
          .isInstanceOf(InvalidDefinitionException.class)
          .hasMessage("gate whole needs " + needed + " of 2 gates");
    }
    Polling polling = Polling.every(java.time.Duration.ofMinutes(1), java.time.Duration.ofHours(1));
    List<Gate> polled = List.of(says(Status.PASSED).polled(polling));
    assertThatThrownBy(() -> new CombinedGate(GateName.of("whole"), 1, polled))
        .hasMessageContaining("poll the combination instead");
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, FAILED",
    "WARNED, FAILED",
    "FAILED, PASSED",
    "ERRORED, ERRORED",
    "PENDING, PENDING"
  })
  void a_negated_gate_turns_findings_around_and_nothing_else(Status inner, Status outer)
      throws Exception {
    Gate negated = new NegatedGate(says(inner));

    assertThat(ask(negated).status()).isEqualTo(outer);
    assertThat(ask(negated).evidence()).containsExactly(ROWS);
    assertThat(ask(negated).summary()).endsWith("so it is");
    assertThat(negated.name()).hasToString("not part");
    assertThat(negated.describe()).startsWith("not (");
  }

  @ParameterizedTest
  @CsvSource({
    "PASSED, PASSED",
    "WARNED, WARNED",
    "FAILED, WARNED",
    "ERRORED, WARNED",
    "PENDING, WARNED"
  })
  void a_gate_in_shadow_never_blocks(Status inner, Status outer) throws Exception {
    Verdict verdict = ask(says(inner).inShadow());

    assertThat(verdict.status()).isEqualTo(outer);
    assertThat(verdict.summary())
        .isEqualTo(inner.opens() ? "so it is" : "shadow, would have been " + inner + ": so it is");
    assertThat(verdict.evidence()).containsExactly(ROWS);
  }

  @Test
  void a_gate_in_shadow_that_breaks_says_what_broke() throws Exception {
    Gate broken = says(Verdict.passed("thrown")).inShadow();
    assertThat(ask(broken).status()).isEqualTo(Status.WARNED);
    assertThat(ask(broken).summary())
        .isEqualTo("shadow, would have been ERRORED: java.io.IOException: no connection");

    Gate stopped = says(Verdict.passed("interrupted")).inShadow();
    assertThat(ask(stopped).summary()).isEqualTo("shadow, would have been ERRORED: interrupted");
    assertThat(Thread.interrupted()).as("the interruption is passed on").isTrue();
    assertThat(broken.describe()).endsWith(" (shadow)");
  }

  @Test
  void people_can_neither_be_negated_nor_put_in_shadow_nor_polled() {
    Gate people = ApprovalRule.of("owners");
    Polling polling = Polling.every(java.time.Duration.ofMinutes(1), java.time.Duration.ofHours(1));

    assertThatThrownBy(() -> new NegatedGate(people)).hasMessageContaining("cannot be negated");
    assertThatThrownBy(people::inShadow).hasMessageContaining("cannot be in shadow");
    assertThatThrownBy(() -> people.polled(polling)).hasMessageContaining("cannot be polled");
  }
}
