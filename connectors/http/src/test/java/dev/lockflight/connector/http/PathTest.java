package dev.lockflight.connector.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PathTest {
  private static final URI BASE = URI.create("https://host/api/v3/");

  private static String uri(Request request) {
    return request.target().on(BASE).toString();
  }

  @ParameterizedTest
  @CsvSource({
    "a b,a%20b",
    "100%,100%25",
    "a/b,a%2Fb",
    "a#b?c,a%23b%3Fc",
    "ünïcode,%C3%BCn%C3%AFcode",
    "..x,..x",
    "a+b&c=d,a%2Bb%26c%3Dd",
    "😀,%F0%9F%98%80"
  })
  void a_value_is_one_segment(String value, String encoded) {
    assertThat(uri(Request.get("/envs/{name}/x", value)))
        .isEqualTo("https://host/api/v3/envs/" + encoded + "/x");
  }

  @Test
  void a_path_keeps_its_slashes() {
    assertThat(uri(Request.put("/files/Volumes/{path*}", "cat/sch ema/v/#1/ü.txt")))
        .isEqualTo("https://host/api/v3/files/Volumes/cat/sch%20ema/v/%231/%C3%BC.txt");
  }

  @ParameterizedTest
  @ValueSource(strings = {"..", ".", ""})
  void a_value_cannot_climb(String value) {
    assertThatThrownBy(() -> Request.get("/envs/{name}", value))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "name cannot be part of a path: '"
                + value
                + "'; give a name that is not empty, . or ..");
    assertThatThrownBy(() -> Request.get("/files/{path*}", "a/../../b"))
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void places_and_values_must_match() {
    assertThatThrownBy(() -> Request.get("/{a}/{b}", 1))
        .hasMessage("path /{a}/{b} has more places than the 1 values given");
    assertThatThrownBy(() -> Request.get("/{a}", 1, 2))
        .hasMessage("path /{a} has 1 places for the 2 values given");
    assertThatThrownBy(() -> Request.get("a"))
        .hasMessageContaining("path must start with / and hold no ? or #: a");
  }

  @Test
  void queries_are_encoded_and_added_in_order() {
    Request request =
        Request.get("/x").query("a b", "c&d").query("n", 1).query("n", Optional.empty());

    assertThat(uri(request)).isEqualTo("https://host/api/v3/x?a%20b=c%26d&n=1");
    assertThat(uri(request.withQuery("n", 2))).endsWith("?a%20b=c%26d&n=2");
    assertThat(uri(Request.get(URI.create("https://s/x?a=%2B")).query("b", Optional.of(2))))
        .isEqualTo("https://s/x?a=%2B&b=2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"host/api", "ftp://host", "https://u:p@host", "https://host/?a=b", "file:/x"})
  void a_base_is_a_plain_web_address(String base) {
    assertThatThrownBy(() -> RestSettings.of(URI.create(base)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("base URI must be http(s)://host[:port][/path]");
  }

  @Test
  void a_port_belongs_to_an_origin() {
    assertThat(Origin.of(URI.create("https://HOST:443/x")))
        .isEqualTo(Origin.of(URI.create("https://host")))
        .isNotEqualTo(Origin.of(URI.create("http://host:443")))
        .isNotEqualTo(Origin.of(URI.create("https://host:8443")));
  }
}
