package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.Verdict.Refusal;
import dev.lockflight.testkit.fake.FakeContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalRuleTest {
  private static final Instant ASKED = Instant.parse("2026-03-01T12:00:00Z");
  private static final Duration DAY = Duration.ofDays(1);
  private final ApprovalRule owners = ApprovalRule.of("owners");

  private FakeContext after(Duration time) {
    ApprovalRequest request =
        new ApprovalRequest(owners.name(), ASKED, ASKED.plus(DAY), Digest.of("seen"), List.of());
    return FakeContext.ofRun("run-1").at(ASKED.plus(time)).asked(request);
  }

  private Decision said(String who, Decision.Answer answer) {
    return new Decision(
        owners.name(), Principal.of(who), answer, ASKED, "because", Digest.of("seen"));
  }

  @Test
  void as_many_different_people_as_the_quorum_must_approve() {
    ApprovalRule two = owners.by("ann", "ben", "owners").quorum(2);
    FakeContext context = after(DAY).answered(said("ann", Decision.Answer.APPROVE));

    assertThat(two.evaluate(context).isPending()).isTrue();
    assertThat(two.evaluate(context).summary()).isEqualTo("waits for 1 of ann, ben, owners");
    Verdict enough = two.evaluate(context.answered(said("ben", Decision.Answer.APPROVE)));
    assertThat(enough).hasToString("PASSED: 2 of 2 approved");
    assertThat(enough.evidence()).extracting(Evidence::name).contains("answer of ann");
  }

  @Test
  void one_rejection_is_enough_whatever_others_said() {
    Verdict verdict =
        owners.evaluate(
            after(DAY)
                .answered(said("ann", Decision.Answer.APPROVE))
                .answered(said("ben", Decision.Answer.REJECT)));

    assertThat(verdict.refusal()).isEqualTo(Refusal.REJECTED);
    assertThat(verdict.summary()).isEqualTo("ben rejected: because");
  }

  @Test
  void nobody_having_answered_at_the_deadline_ends_it_as_the_rule_says() {
    ApprovalRule expiring = owners.within(DAY);

    assertThat(expiring.evaluate(after(DAY.minusNanos(1))).nextAnswerAt())
        .contains(ASKED.plus(DAY));
    assertThat(expiring.evaluate(after(DAY)).refusal()).isEqualTo(Refusal.EXPIRED);
    assertThat(expiring.evaluate(after(DAY)).summary())
        .isEqualTo("nobody answered by 2026-03-02T12:00:00Z");
    assertThat(owners.rejectedAfter(DAY).evaluate(after(DAY)).refusal())
        .isEqualTo(Refusal.REJECTED);
    assertThat(owners.evaluate(after(DAY)).isPending()).as("no deadline").isTrue();
  }

  @ParameterizedTest
  @CsvSource({"0, 10", "9, 10", "10, 20", "19, 20", "20, 24", "23, 24"})
  void reminders_come_at_their_pace_and_then_the_end(int hour, int next) {
    ApprovalRule reminding = owners.within(DAY).remindEvery(Duration.ofHours(10));

    assertThat(reminding.evaluate(after(Duration.ofHours(hour))).nextAnswerAt())
        .contains(ASKED.plus(Duration.ofHours(next)));
  }

  @ParameterizedTest
  @CsvSource({
    "ann, ''",
    "ben, ben started the run",
    "cid, cid wrote a commit of the release",
    "dan, dan is none of the approvers",
  })
  void those_who_may_not_answer_are_told_why(String who, String why) {
    ApprovalRule rule = owners.by("ann", "ben", "cid").notByInitiator().notByAuthors();
    Cause cause = Cause.manual(Principal.of("ben")).withAuthors("cid");

    assertThat(rule.refuses(Principal.of(who), cause).orElse("")).startsWith(why);
    assertThat(rule.refuses(Principal.of(who), cause).isEmpty()).isEqualTo(why.isEmpty());
    assertThat(owners.by("ben", "cid").refuses(Principal.of("ben"), cause)).isEmpty();
    assertThat(owners.by("ben", "cid").refuses(Principal.of("cid"), cause)).isEmpty();
  }

  @Test
  void merged_rules_are_as_strict_as_both() {
    ApprovalRule one = owners.by("ann").quorum(2).notByInitiator().within(DAY);
    ApprovalRule other = owners.by("ben").notByAuthors().rejectedAfter(DAY.plusNanos(1));

    for (ApprovalRule merged : List.of(one.mergedWith(other), other.mergedWith(one))) {
      assertThat(merged.approvers()).containsExactly("ann", "ben");
      assertThat(merged.quorum()).isEqualTo(2);
      assertThat(merged.barred()).hasSize(2);
      assertThat(merged.deadline()).isEqualTo(one.deadline());
      assertThat(merged.commentNeeded()).isFalse();
      assertThat(merged.describe())
          .isEqualTo(
              "approval by 2 of ann, ben, not by the initiator, not by an author, within PT24H");
    }
    assertThat(owners.mergedWith(one).deadline()).isEqualTo(one.deadline());
    assertThat(one.mergedWith(owners).deadline()).isEqualTo(one.deadline());
    assertThat(owners.mergedWith(owners.withComment()).commentNeeded()).isTrue();
    assertThat(owners.withComment().mergedWith(owners).commentNeeded()).isTrue();
    assertThat(owners.mergedWith(owners).deadline()).isNull();
    assertThat(owners.withComment().describe())
        .isEqualTo("approval by 1 of owners, with a comment");
  }

  @Test
  void of_two_deadlines_that_are_equal_the_first_says_how_it_ends() {
    ApprovalRule merged = owners.rejectedAfter(DAY).mergedWith(owners.within(DAY));

    assertThat(merged.evaluate(after(DAY)).refusal()).isEqualTo(Refusal.REJECTED);
  }

  @Test
  void rules_nobody_can_satisfy_or_that_end_at_once_are_refused() {
    assertThatThrownBy(() -> owners.quorum(0)).hasMessageContaining("quorum of at least 1: 0");
    assertThatThrownBy(() -> owners.by()).hasMessageContaining("must have an approver");
    assertThatThrownBy(() -> owners.within(Duration.ZERO)).hasMessageContaining("positive: PT0S");
    assertThatThrownBy(() -> owners.remindEvery(DAY)).hasMessageContaining("a deadline to remind");
  }
}
