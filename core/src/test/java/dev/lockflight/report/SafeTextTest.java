package dev.lockflight.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SafeTextTest {
  @Test
  void terminal_sequences_vanish_with_what_they_carry() {
    assertThat(SafeText.line("\u001B[1;31mred\u001B[0m")).isEqualTo("red");
    assertThat(SafeText.line("a\u001B]8;;http://x\u0007link\u001B]8;;\u001B\\b"))
        .isEqualTo("alinkb");
    assertThat(SafeText.line("\u009B2Jx\u001BPq#1\u001B\\y\u001Bcz\u001B(B")).isEqualTo("xyz");
  }

  @Test
  void other_control_characters_become_visible() {
    assertThat(SafeText.line("a\u0000\b\u001B\u007F\u0085b")).isEqualTo("a␀␈␛␡\uFFFDb");
  }

  @Test
  void text_stays_on_its_line_unless_lines_are_wanted() {
    assertThat(SafeText.line("one\r\ntwo\rthree\tfour\u2028five"))
        .isEqualTo("one two three four\uFFFDfive");
    assertThat(SafeText.lines("one\r\ntwo\rthree\n")).isEqualTo("one\ntwo\nthree");
  }

  @Test
  void direction_overrides_and_lone_surrogates_are_replaced() {
    assertThat(SafeText.line("a\u202Eb\u2066c\uD800d\uFFFEe"))
        .isEqualTo("a\uFFFDb\uFFFDc\uFFFDd\uFFFDe");
    assertThat(SafeText.line("日本 🚀")).isEqualTo("日本 🚀");
  }

  @Test
  void abridging_never_splits_a_character() {
    assertThat(SafeText.abridged("ab🚀cd", 4)).isEqualTo("ab…");
    assertThat(SafeText.abridged("abcd", 4)).isEqualTo("abcd");
    assertThat(SafeText.abridged("abcde", 4)).isEqualTo("abc…");
  }

  @Test
  void columns_count_wide_and_combining_characters() {
    assertThat(Columns.of("abc")).isEqualTo(3);
    assertThat(Columns.of("表格")).isEqualTo(4);
    assertThat(Columns.of("e\u0301")).isEqualTo(1);
    assertThat(Columns.of("🚀")).isEqualTo(2);
    assertThat(Columns.fitted("表格表格", 6)).isEqualTo("表格…");
    assertThat(Columns.fitted("表格表", 6)).isEqualTo("表格表");
  }

  @ParameterizedTest
  @CsvSource({
    "PT-5S, 0 ms",
    "PT0.34S, 340 ms",
    "PT1S, 1.0 s",
    "PT9.94S, 9.9 s",
    "PT9.96S, 9 s",
    "PT59.9S, 59 s",
    "PT1M, 1 min",
    "PT2M5S, 2 min 5 s",
    "PT3H, 3 h",
    "PT25H, 1 d 1 h"
  })
  void lengths_of_time_are_short(Duration length, String text) {
    assertThat(Elapsed.text(length)).isEqualTo(text);
  }

  @Test
  void time_since_start_is_a_clock() {
    assertThat(Elapsed.sinceStart(Duration.parse("PT1H2M3.9S"))).isEqualTo("01:02:03");
    assertThat(Elapsed.sinceStart(Duration.parse("P2DT1S"))).isEqualTo("2d 00:00:01");
  }
}
