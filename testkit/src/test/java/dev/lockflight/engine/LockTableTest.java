package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.EnvironmentName;
import dev.lockflight.LockPolicy;
import dev.lockflight.LockRule;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import dev.lockflight.engine.LockTable.Answer;
import dev.lockflight.engine.LockTable.Claimant;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LockTableTest {
  private static final EnvironmentName PROD = EnvironmentName.of("prod");
  private static final EnvironmentName TEST = EnvironmentName.of("test");
  private static final LockRule QUEUE = LockRule.of(LockPolicy.QUEUE);
  private static final LockRule LATEST = LockRule.of(LockPolicy.LATEST_ONLY);
  private final LockTable locks = new LockTable();
  private final Claimant one = claimant("run-1", "deploy", 1);
  private final Claimant two = claimant("run-2", "deploy", 2);
  private final Claimant three = claimant("run-3", "deploy", 3);

  private static Claimant claimant(String run, String stage, int second) {
    Instant created = Instant.parse("2026-03-01T12:00:00Z").plusSeconds(second);
    return new Claimant(RunId.of(run), StageName.of(stage), created);
  }

  private Answer held(Claimant claimant, LockRule rule) {
    Answer answer = locks.request(PROD, claimant, rule);
    assertThat(answer.granted()).isEmpty();
    return answer;
  }

  @Test
  void one_holds_an_environment_and_others_are_independent() {
    assertThat(locks.holder(PROD)).isEmpty();
    assertThat(locks.takeIfFree(PROD, one)).isTrue();
    assertThat(locks.takeIfFree(PROD, one)).as("it has it already").isTrue();
    assertThat(locks.takeIfFree(PROD, two)).isFalse();
    assertThat(locks.takeIfFree(TEST, two)).isTrue();
    assertThat(locks.holder(PROD)).contains(one);
    assertThat(locks.request(PROD, one, QUEUE).granted()).contains(one);
    assertThat(one).hasToString("run-1/deploy");
  }

  @Test
  void those_who_queue_get_it_in_the_order_in_which_they_asked() {
    assertThat(locks.request(PROD, one, QUEUE).granted()).contains(one);
    assertThat(held(three, QUEUE)).isEqualTo(Answer.NOTHING);
    assertThat(held(two, QUEUE)).isEqualTo(Answer.NOTHING);
    assertThat(held(two, QUEUE)).as("asked twice, queued once").isEqualTo(Answer.NOTHING);

    assertThat(locks.waiting(PROD)).containsExactly(three, two);
    assertThat(locks.waiting(TEST)).isEmpty();
    assertThat(locks.release(PROD, one).granted()).contains(three);
    assertThat(locks.holder(PROD)).contains(three);
    assertThat(locks.release(PROD, three).granted()).contains(two);
    assertThat(locks.release(PROD, two)).isEqualTo(Answer.NOTHING);
    assertThat(locks.holder(PROD)).isEmpty();
  }

  @Test
  void one_who_leaves_the_queue_frees_nothing() {
    assertThat(locks.takeIfFree(PROD, one)).isTrue();
    assertThat(held(two, QUEUE).superseded()).isEmpty();
    assertThat(held(three, QUEUE).superseded()).isEmpty();

    assertThat(locks.release(PROD, two)).isEqualTo(Answer.NOTHING);
    assertThat(locks.holder(PROD)).contains(one);
    assertThat(locks.release(PROD, one).granted()).contains(three);
  }

  @Test
  void reject_refuses_whoever_comes_second_and_keeps_no_queue() {
    LockRule reject = LockRule.of(LockPolicy.REJECT);
    assertThat(locks.request(PROD, one, reject).granted()).contains(one);

    assertThat(held(two, reject).refused()).contains(two);
    assertThat(locks.waiting(PROD)).isEmpty();
  }

  @Test
  void a_newer_run_supersedes_older_ones_that_wait_but_not_the_holder() {
    assertThat(locks.takeIfFree(PROD, one)).isTrue();
    assertThat(held(two, LATEST).superseded()).isEmpty();
    assertThat(held(three, LATEST).superseded()).containsExactly(two);

    assertThat(locks.waiting(PROD)).containsExactly(three);
    assertThat(held(two, LATEST).superseded()).as("it came too late").containsExactly(two);
    assertThat(locks.waiting(PROD)).containsExactly(three);
  }

  @Test
  void an_older_run_than_the_holder_supersedes_itself() {
    assertThat(locks.takeIfFree(PROD, three)).isTrue();

    assertThat(held(one, LATEST).superseded()).containsExactly(one);
    assertThat(locks.waiting(PROD)).isEmpty();
  }

  @Test
  void of_two_runs_of_one_moment_the_one_that_asks_later_is_the_newer() {
    Claimant twin = claimant("run-0", "deploy", 2);
    assertThat(locks.takeIfFree(PROD, one)).isTrue();
    assertThat(held(two, LATEST).superseded()).isEmpty();

    assertThat(held(twin, LATEST).superseded()).containsExactly(two);
  }

  @Test
  void stages_of_one_run_never_supersede_each_other() {
    Claimant sibling = claimant("run-2", "migrate", 2);
    assertThat(locks.takeIfFree(PROD, one)).isTrue();
    assertThat(held(two, LATEST).superseded()).isEmpty();
    assertThat(held(sibling, LATEST).superseded()).isEmpty();

    assertThat(locks.waiting(PROD)).containsExactly(two, sibling);
  }

  @Test
  void what_a_crash_left_free_goes_to_the_first_in_the_queue() {
    locks.restore(PROD, two, false);
    locks.restore(PROD, three, false);
    locks.restore(TEST, one, true);
    assertThat(locks.takeIfFree(PROD, one)).as("others wait for it").isFalse();

    assertThat(locks.grantFree()).isEqualTo(Map.of(PROD, two));
    assertThat(locks.holder(PROD)).contains(two);
    assertThat(locks.holder(TEST)).contains(one);
    assertThat(locks.waiting(PROD)).isEqualTo(List.of(three));
    assertThat(locks.grantFree()).isEmpty();
  }

  @Test
  void one_who_queued_and_finds_it_free_leaves_the_queue() {
    locks.restore(PROD, two, false);
    assertThat(locks.request(PROD, two, QUEUE).granted()).contains(two);

    assertThat(locks.waiting(PROD)).isEmpty();
    assertThat(locks.release(PROD, two)).isEqualTo(Answer.NOTHING);
  }
}
