package dev.lockflight.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class ArtifactPathTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "/etc/passwd",
        "..",
        "../x",
        "a/../../b",
        "a/..",
        ".",
        "./a",
        "a//b",
        "a/",
        "\\x",
        "a\\..\\b",
        "C:x",
        "c:/x",
        "nul",
        "NUL.txt",
        "a/con",
        "Com1.json",
        "LPT9",
        "COM¹",
        "CON .txt",
        "a\0b",
        "a\nb",
        "a\u007fb",
        "a.",
        "a ",
        "a ./b",
        "\ud83c",
        "\udfc1x"
      })
  void name_that_could_escape_or_mean_another_file_is_refused(String name) {
    assertThatThrownBy(() -> ArtifactPath.of(name))
        .isInstanceOf(UnsafeNameException.class)
        .hasMessageContaining("is refused: it ")
        .message()
        .doesNotContain("\0")
        .doesNotContain("\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a",
        "..a",
        "a..b",
        ".hidden",
        "console",
        "com10",
        "a b",
        "xy:z",
        "ünï/日本/🏁",
        "nul1"
      })
  void harmless_name_is_accepted(String name) {
    assertThat(ArtifactPath.of(name).value()).isEqualTo(name);
  }

  @Test
  void length_is_counted_in_bytes() {
    String longest = "ü".repeat(127) + "x";

    assertThat(ArtifactPath.of(longest).segments()).containsExactly(longest);
    assertThatThrownBy(() -> ArtifactPath.of(longest + "x")).hasMessageContaining("255 bytes");
    assertThatThrownBy(() -> ArtifactPath.of("abc/".repeat(250) + "d"))
        .hasMessageContaining("1000 bytes")
        .hasMessageContaining("…");
  }
}
