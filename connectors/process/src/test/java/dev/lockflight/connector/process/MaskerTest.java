package dev.lockflight.connector.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskerTest {
  private static Redaction of(String... secrets) {
    return new Redaction(List.of(secrets));
  }

  @Test
  void secret_is_found_wherever_the_chunks_are_cut() {
    String text = "a token-123 b token-124 c token-123";
    for (int first = 0; first <= text.length(); first++) {
      for (int second = first; second <= text.length(); second++) {
        Masker masker = new Masker(of("token-123"));
        String shown =
            masker.pass(text.substring(0, first))
                + masker.pass(text.substring(first, second))
                + masker.pass(text.substring(second))
                + masker.end();
        assertThat(shown).isEqualTo("a *** b token-124 c ***");
      }
    }
  }

  @Test
  void only_what_may_become_a_secret_is_held_back() {
    Masker masker = new Masker(of("token-123"));

    assertThat(masker.pass("this is a tok")).isEqualTo("this is a ");
    assertThat(masker.pass("yo\n")).isEqualTo("tokyo\n");
  }

  @Test
  void line_that_ends_like_the_first_letters_of_a_secret_is_not_held_back() {
    assertThat(new Masker(of("token-123")).pass("a tok\n")).isEqualTo("a tok\n");
  }

  @ParameterizedTest
  @CsvSource({"token-1,***", "toke,***", "tok,tok", "x token-1,x ***"})
  void telling_beginning_of_a_secret_is_not_shown_at_the_end(String text, String shown) {
    assertThat(of("token-123").apply(text)).isEqualTo(shown);
  }

  @Test
  void secret_wrapped_by_the_program_is_found() {
    Redaction redaction = of("abcdefghijklmnop");

    assertThat(redaction.apply("x abcdefgh\nijklmnop y")).isEqualTo("x *** y");
    assertThat(redaction.apply("x abcdefgh\r\n    ijkl\r\n    mnop y")).isEqualTo("x *** y");
    assertThat(redaction.apply("x abcd efgh ijklmnop y")).isEqualTo("x abcd efgh ijklmnop y");
  }

  @Test
  void secret_of_several_lines_is_found_whatever_its_line_ends() {
    Redaction redaction = of("first line\nsecond line\n");

    assertThat(redaction.apply("<first line\nsecond line\n>")).isEqualTo("<***>");
    assertThat(redaction.apply("<first line\r\nsecond line>")).isEqualTo("<***>");
    assertThat(redaction.apply("<first line, second line>")).isEqualTo("<***, ***>");
    assertThat(redaction.apply("<first line\\nsecond line\\n>")).isEqualTo("<***>");
  }

  @Test
  void secret_is_found_inside_json_and_urls() {
    Redaction redaction = of("p\"ss w\\rd/ä");

    assertThat(redaction.apply("{\"p\":\"p\\\"ss w\\\\rd/ä\"}")).isEqualTo("{\"p\":\"***\"}");
    assertThat(redaction.apply("?p=p%22ss+w%5Crd%2F%C3%A4&x")).isEqualTo("?p=***&x");
    assertThat(redaction.apply("?p=p%22ss%20w%5Crd%2F%C3%A4&x")).isEqualTo("?p=***&x");
  }

  @Test
  void longer_of_two_secrets_goes_first() {
    Redaction redaction = of("token", "token-123", "123");

    assertThat(redaction.apply("token-123 token 123 token-12 token-123"))
        .isEqualTo("*** *** *** ***-12 ***");
  }

  @Test
  void repeated_beginning_does_not_hide_a_secret() {
    assertThat(of("aab").apply("aaab aaaab")).isEqualTo("a*** aa***");
  }

  @Test
  void short_lines_of_a_secret_stay_readable_elsewhere() {
    assertThat(of("{\n\"key\": \"long enough\"\n}").apply("} {\n")).isEqualTo("} {\n");
  }

  @Test
  void empty_and_blank_secrets_hide_nothing() {
    assertThat(of("", " ", "\n").apply("a b\n")).isEqualTo("a b\n");
  }

  @Test
  void beginning_followed_by_endless_white_space_is_not_held_forever() {
    Masker masker = new Masker(of("token-123"));

    assertThat(masker.pass("token" + "\n".repeat(10_000))).startsWith("token\n").hasSize(10_005);
  }
}
