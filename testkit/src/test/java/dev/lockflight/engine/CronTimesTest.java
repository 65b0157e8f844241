package dev.lockflight.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.CronExpression;
import dev.lockflight.Trigger;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");
  private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
  private static final ZoneId LORD_HOWE = ZoneId.of("Australia/Lord_Howe");
  private static final ZoneId APIA = ZoneId.of("Pacific/Apia");
  private static final ZoneId UTC = ZoneId.of("UTC");

  private static CronTimes times(String expression, ZoneId zone) {
    return new CronTimes(new Trigger.Cron(new CronExpression(expression), zone));
  }

  /** The next occurrences after a time on the wall, with their offsets. */
  private static List<String> next(int many, String expression, ZoneId zone, String after) {
    List<String> all = new ArrayList<>();
    Instant at = LocalDateTime.parse(after).atZone(zone).toInstant();
    for (int i = 0; i < many; i++) {
      at = times(expression, zone).after(at).orElseThrow();
      ZonedDateTime there = at.atZone(zone);
      all.add(there.toLocalDateTime() + "" + there.getOffset());
    }
    return all;
  }

  @Test
  void a_fixed_time_that_is_jumped_over_occurs_at_the_jump() {
    assertThat(next(3, "30 2 * * *", BERLIN, "2026-03-28T00:00"))
        .containsExactly(
            "2026-03-28T02:30+01:00", "2026-03-29T03:00+02:00", "2026-03-30T02:30+02:00");
    assertThat(next(2, "15 2 * * *", NEW_YORK, "2026-03-07T12:00"))
        .containsExactly("2026-03-08T03:00-04:00", "2026-03-09T02:15-04:00");
    assertThat(next(2, "15 2 * * *", LORD_HOWE, "2026-10-03T12:00"))
        .containsExactly("2026-10-04T02:30+11:00", "2026-10-05T02:15+11:00");
  }

  @Test
  void several_that_are_jumped_over_occur_once() {
    assertThat(next(2, "0,10,20 2 * * *", BERLIN, "2026-03-28T12:00"))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
    assertThat(next(2, "0 2,3 * * *", BERLIN, "2026-03-28T12:00"))
        .containsExactly("2026-03-29T03:00+02:00", "2026-03-30T02:00+02:00");
  }

  @Test
  void a_fixed_time_that_comes_twice_occurs_the_first_time() {
    assertThat(next(2, "30 2 * * *", BERLIN, "2026-10-24T12:00"))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-26T02:30+01:00");
    assertThat(next(2, "30 1 * * *", NEW_YORK, "2026-10-31T12:00"))
        .containsExactly("2026-11-01T01:30-04:00", "2026-11-02T01:30-05:00");
    assertThat(next(2, "45 1 * * *", LORD_HOWE, "2026-04-04T12:00"))
        .containsExactly("2026-04-05T01:45+11:00", "2026-04-06T01:45+10:30");
    assertThat(next(2, "0,30 2,3 * * *", BERLIN, "2026-10-25T02:10"))
        .containsExactly("2026-10-25T02:30+02:00", "2026-10-25T03:00+01:00");
  }

  @Test
  void the_second_time_is_not_asked_for_either() {
    Instant between = Instant.parse("2026-10-25T01:10:00Z"); // 02:10 for the second time
    assertThat(times("30 2 * * *", BERLIN).after(between))
        .contains(Instant.parse("2026-10-26T01:30:00Z"));
  }

  @Test
  void one_with_a_star_follows_the_clock_on_the_wall() {
    assertThat(next(3, "*/30 * * * *", BERLIN, "2026-03-29T01:00"))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:00+02:00", "2026-03-29T03:30+02:00");
    assertThat(next(5, "*/30 * * * *", BERLIN, "2026-10-25T01:30"))
        .containsExactly(
            "2026-10-25T02:00+02:00",
            "2026-10-25T02:30+02:00",
            "2026-10-25T02:00+01:00",
            "2026-10-25T02:30+01:00",
            "2026-10-25T03:00+01:00");
    assertThat(next(4, "*/15 * * * *", LORD_HOWE, "2026-04-05T01:30"))
        .containsExactly(
            "2026-04-05T01:45+11:00",
            "2026-04-05T01:30+10:30",
            "2026-04-05T01:45+10:30",
            "2026-04-05T02:00+10:30");
    assertThat(next(3, "30 * * * *", BERLIN, "2026-03-29T00:40"))
        .containsExactly(
            "2026-03-29T01:30+01:00", "2026-03-29T03:30+02:00", "2026-03-29T04:30+02:00");
  }

  @Test
  void a_day_the_calendar_skips_is_gone() {
    assertThat(next(3, "0 12 * * *", APIA, "2011-12-28T13:00"))
        .containsExactly(
            "2011-12-29T12:00-10:00", "2011-12-31T12:00+14:00", "2012-01-01T12:00+14:00");
    assertThat(next(1, "0 12 30 12 *", APIA, "2011-06-01T00:00"))
        .containsExactly("2012-12-30T12:00+14:00");
    assertThat(next(2, "0 */12 * * *", APIA, "2011-12-29T12:00"))
        .containsExactly("2011-12-31T00:00+14:00", "2011-12-31T12:00+14:00");
  }

  @Test
  void midnight_that_does_not_exist_is_the_first_moment_of_the_day() {
    assertThat(next(2, "0 0 * * *", ZoneId.of("America/Sao_Paulo"), "2018-11-03T12:00"))
        .containsExactly("2018-11-04T01:00-02:00", "2018-11-05T00:00-02:00");
  }

  @Test
  void day_of_month_or_day_of_week_when_both_are_given() {
    assertThat(next(5, "0 12 13,31 * 5", UTC, "2026-03-10T00:00"))
        .extracting(text -> text.substring(0, 10))
        .containsExactly("2026-03-13", "2026-03-20", "2026-03-27", "2026-03-31", "2026-04-03");
    assertThat(next(2, "0 12 13 * *", UTC, "2026-03-10T00:00"))
        .extracting(text -> text.substring(0, 10))
        .containsExactly("2026-03-13", "2026-04-13");
    assertThat(next(2, "0 12 * * 5", UTC, "2026-03-10T00:00"))
        .extracting(text -> text.substring(0, 10))
        .containsExactly("2026-03-13", "2026-03-20");
  }

  @Test
  void sunday_is_0_and_7() {
    for (String sunday : List.of("0", "7", "sun", "SUN")) {
      assertThat(next(1, "0 0 * * " + sunday, UTC, "2026-11-26T00:00"))
          .containsExactly("2026-11-29T00:00Z");
    }
    assertThat(next(3, "0 0 * * 5-7", UTC, "2026-11-26T00:00"))
        .containsExactly("2026-11-27T00:00Z", "2026-11-28T00:00Z", "2026-11-29T00:00Z");
  }

  @Test
  void a_day_no_calendar_has_never_comes() {
    assertThat(times("0 0 31 2 *", BERLIN).after(Instant.EPOCH)).isEqualTo(Optional.empty());
    assertThat(next(1, "0 0 29 2 *", BERLIN, "2026-01-01T00:00"))
        .containsExactly("2028-02-29T00:00+01:00");
  }

  /** What the words accept the library must understand in the same way. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "* * * * *", "0 2 * * *", "5/15 * * * *", "*/7 1-5/2 1,15 jan-mar/2 mon-fri", "0 0 1 1 0",
        "59 23 31 12 7", "0 0 * * sat", "10-40/10,55 */6 * feb,AUG *", "0 0 * * 0-7", "1 2 3 4 5"
      })
  void every_expression_that_may_be_written_occurs(String expression) {
    assertThat(times(expression, BERLIN).after(Instant.EPOCH)).isPresent();
  }

  @Test
  void the_newest_of_many_are_found_without_counting_all() {
    Instant until = Instant.parse("2026-11-26T12:00:30Z");
    assertThat(times("* * * * *", UTC).latest(2, Instant.EPOCH, until))
        .containsExactly(
            Instant.parse("2026-11-26T11:59:00Z"), Instant.parse("2026-11-26T12:00:00Z"));
    assertThat(times("0 0 29 2 *", UTC).latest(2, Instant.EPOCH, until))
        .containsExactly(
            Instant.parse("2020-02-29T00:00:00Z"), Instant.parse("2024-02-29T00:00:00Z"));
    assertThat(times("0 2 * * *", UTC).latest(9, until, until)).isEmpty();
  }
}
