package dev.lockflight;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WordsTest {
  enum Size {
    SMALL,
    BIG
  }

  @ParameterizedTest
  @CsvSource({
    "main, main, true",
    "main, maint, false",
    "develop/*, develop/x, true",
    "develop/*, develop/x/y, false",
    "develop/*, develop, false",
    "release/**, release/1/2, true",
    "v1.*, v1.2, true",
    "v1.*, v1x2, false"
  })
  void branch_patterns_read_like_github_filters(String glob, String branch, boolean matches) {
    assertThat(new BranchPattern(glob).matches(branch)).isEqualTo(matches);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"0 2 * * *", "*/5 9-17 * * mon-fri", "0 0 1,15 jan,jul 0", "59 23 31 12 7"})
  void five_cron_fields_are_understood(String text) {
    assertThat(new CronExpression(text).toString()).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "0 2 * *, five fields",
    "60 2 * * *, invalid minute",
    "0 24 * * *, invalid hour",
    "0 2 0 * *, invalid day of month",
    "0 2 * 13 *, invalid month",
    "0 2 * * 8, invalid day of week",
    "0 5-2 * * *, invalid hour",
    "*/0 * * * *, invalid minute",
    "a * * * *, invalid minute"
  })
  void a_wrong_cron_expression_is_rejected_with_its_field(String text, String message) {
    assertThatThrownBy(() -> new CronExpression(text)).hasMessageContaining(message);
  }

  @Test
  void parameters_are_typed_and_checked() {
    assertThat(Parameter.of("n", Integer.class).parse("12")).isEqualTo(12);
    assertThat(Parameter.of("d", BigDecimal.class).parse("1.50")).isEqualTo("1.50");
    assertThat(Parameter.of("b", Boolean.class).parse("true")).isTrue();
    assertThat(Parameter.of("t", Duration.class).parse("PT5M")).isEqualTo(Duration.ofMinutes(5));
    assertThat(Parameter.of("s", Size.class).parse("big")).isEqualTo(Size.BIG);
    assertThatThrownBy(() -> Parameter.of("b", Boolean.class).parse("yes"))
        .hasMessage("parameter b must be a Boolean: 'yes'");
    assertThatThrownBy(() -> Parameter.of("s", Size.class).parse("huge"))
        .hasMessageContaining("one of [SMALL, BIG]");
    assertThatThrownBy(() -> Parameter.text("env").oneOf("dev", "prod").parse("stage"))
        .hasMessageContaining("one of dev, prod");
    assertThatThrownBy(() -> Parameter.text("env").oneOf("dev").byDefault("prod"))
        .isInstanceOf(InvalidParameterException.class);
    assertThatThrownBy(() -> Parameter.of("o", Object.class))
        .hasMessageContaining("java.lang.Object");
    assertThatThrownBy(() -> ParameterValues.NONE.get(Parameter.text("env")))
        .hasMessageContaining("it has no default");
  }

  @Test
  void a_weekly_window_follows_its_zone_through_daylight_saving() {
    Window window =
        new Window.Weekly(
            Set.of(DayOfWeek.MONDAY),
            LocalTime.of(9, 0),
            LocalTime.of(17, 0),
            ZoneId.of("Europe/Berlin"),
            Set.of(Action.PROMOTE));

    // Monday 2026-03-30 is the first after clocks went forward: 09:00 there is 07:00Z, not 08:00Z.
    assertThat(window.isClosed(Instant.parse("2026-03-30T07:00:00Z"))).isFalse();
    assertThat(window.isClosed(Instant.parse("2026-03-30T06:59:59Z"))).isTrue();
    assertThat(window.isClosed(Instant.parse("2026-03-30T15:00:00Z"))).isTrue();
    assertThat(window.opensAfter(Instant.parse("2026-03-23T17:00:00Z")))
        .contains(Instant.parse("2026-03-30T07:00:00Z"));
    assertThat(window.denies(Action.ROLLBACK, Instant.parse("2026-03-31T07:00:00Z"))).isFalse();
  }

  @Test
  void a_release_is_content_addressed() {
    Release one = Release.of("c0ffee").with("image", "sha256:1").with("manifest", "sha256:2");
    Release other = Release.of("c0ffee").with("manifest", "sha256:2").with("image", "sha256:1");

    assertThat(one.digest()).isEqualTo(other.digest());
    assertThat(one.with("image", "sha256:3").digest()).isNotEqualTo(one.digest());
  }

  @Test
  void delays_double_up_to_the_longest_and_jitter_shortens_them() {
    RetryPolicy policy =
        RetryPolicy.upTo(9).backoff(Duration.ofSeconds(1), Duration.ofSeconds(10)).jitter(0.5);

    assertThat(policy.delayAfter(1, 0)).isEqualTo(Duration.ofSeconds(1));
    assertThat(policy.delayAfter(3, 0)).isEqualTo(Duration.ofSeconds(4));
    assertThat(policy.delayAfter(5, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.delayAfter(60, 0)).isEqualTo(Duration.ofSeconds(10));
    assertThat(policy.delayAfter(1, 1)).isEqualTo(Duration.ofMillis(500));
    assertThatThrownBy(() -> RetryPolicy.upTo(0)).hasMessageContaining("at least 1: 0");
  }

  @Test
  void a_secret_never_shows_its_value() {
    SecretSource source = SecretSource.of(Map.of("TOKEN", "s3cr3t"));

    assertThat(Secret.of("TOKEN")).hasToString("TOKEN=***");
    assertThat(source.find(Secret.of("TOKEN"))).contains("s3cr3t");
    assertThat(source.find(Secret.of("OTHER"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a/b", "a\nb", "a'b", "-a"})
  void names_that_logs_and_files_could_not_hold_are_rejected(String name) {
    assertThatThrownBy(() -> StageName.of(name)).isInstanceOf(InvalidDefinitionException.class);
  }

  @Test
  void conditions_combine() {
    Condition main = new Condition.OnBranch(new BranchPattern("main"));
    Condition develop = new Condition.OnBranch(new BranchPattern("develop"));
    Cause push = Cause.push("main", Principal.of("alice"));

    assertThat(main.or(develop).holds(push, ParameterValues.NONE)).isTrue();
    assertThat(main.and(develop).holds(push, ParameterValues.NONE)).isFalse();
    assertThat(develop.negated().holds(push, ParameterValues.NONE)).isTrue();
    assertThat(main.holds(Cause.tag("main", Principal.of("alice")), ParameterValues.NONE))
        .isFalse();
    assertThat(new Condition.StartedBy(new Trigger.Manual(List.of())))
        .hasToString("started by hand");
  }
}
