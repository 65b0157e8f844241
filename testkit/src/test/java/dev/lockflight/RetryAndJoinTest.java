package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RetryAndJoinTest {
  private static final Duration SECOND = Duration.ofSeconds(1);
  private final RetryPolicy policy =
      RetryPolicy.upTo(9).backoff(SECOND, SECOND.multipliedBy(7)).jitter(0);

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "3, 4", "4, 7", "5, 7", "31, 7", "32, 7", "99, 7"})
  void the_delay_doubles_up_to_the_longest(int attempt, int seconds) {
    assertThat(policy.delayAfter(attempt, 0.9)).isEqualTo(SECOND.multipliedBy(seconds));
  }

  @Test
  void a_delay_may_grow_exactly_to_the_longest() {
    RetryPolicy toEight = policy.backoff(SECOND, SECOND.multipliedBy(8));

    assertThat(toEight.delayAfter(4, 0)).isEqualTo(SECOND.multipliedBy(8));
    assertThat(policy.backoff(SECOND, SECOND).delayAfter(1, 0)).isEqualTo(SECOND);
  }

  @ParameterizedTest
  @CsvSource({"0, 1000", "0.5, 900", "1, 800"})
  void jitter_shortens_the_delay_by_at_most_its_part(double chance, long millis) {
    assertThat(policy.jitter(0.2).delayAfter(1, chance)).isEqualTo(Duration.ofMillis(millis));
  }

  @Test
  void policies_that_make_no_sense_are_refused() {
    assertThat(RetryPolicy.upTo(1)).hasToString("1 attempts");
    assertThat(policy.jitter(1).jitter()).isEqualTo(1);
    assertThat(policy.backoff(Duration.ZERO, Duration.ZERO).longest()).isZero();
    assertThatThrownBy(() -> RetryPolicy.upTo(0)).hasMessageContaining("at least 1: 0");
    assertThatThrownBy(() -> policy.backoff(SECOND, SECOND.minusNanos(1)))
        .hasMessageContaining("longest delay must not be under the first");
    assertThatThrownBy(() -> policy.backoff(SECOND.negated(), SECOND))
        .hasMessageContaining("longest delay");
    for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
      assertThatThrownBy(() -> policy.jitter(wrong)).hasMessageContaining("between 0 and 1");
    }
  }

  @Test
  void a_join_needs_at_least_one_and_no_more_than_there_are() {
    List<StageName> two = List.of(StageName.of("a"), StageName.of("b"));

    assertThat(Join.NONE.needs()).isEmpty();
    assertThat(Join.atLeast(1, two)).hasToString("at least 1 of a, b");
    assertThat(Join.all(two).wanting(Join.Wanted.FAILURE)).hasToString("failure of a, b");
    assertThat(Join.all(two).wanting(Join.Wanted.ANY_END).countingSkipped())
        .hasToString("the end of a, b even if skipped");
    for (int wrong : List.of(-1, 0, 3)) {
      assertThatThrownBy(() -> Join.atLeast(wrong, two))
          .hasMessageContaining("between 1 and 2 of [a, b]: " + wrong);
    }
  }
}
