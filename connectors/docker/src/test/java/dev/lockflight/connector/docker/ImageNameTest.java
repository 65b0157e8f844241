package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.InvalidDefinitionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageNameTest {
  private static final String DIGEST = "sha256:" + "0a".repeat(32);

  @ParameterizedTest
  @CsvSource({
    "brewery, docker.io, brewery,",
    "acme/brewery:v1.2.3, docker.io, acme/brewery, v1.2.3",
    "ghcr.io/acme/brewery:latest, ghcr.io, ghcr.io/acme/brewery, latest",
    "127.0.0.1:5011/brewery, 127.0.0.1:5011, 127.0.0.1:5011/brewery,",
    "localhost/a__b/c-d.e:X_1, localhost, localhost/a__b/c-d.e, X_1",
    "Registry.Acme.com:443/b, Registry.Acme.com:443, Registry.Acme.com:443/b,",
  })
  void a_name_has_a_registry_a_repository_and_a_tag(
      String text, String registry, String repository, String tag) {
    ImageName name = ImageName.of(text);

    assertThat(name.registry()).isEqualTo(registry);
    assertThat(name.repository()).isEqualTo(repository);
    assertThat(name.tag().orElse(null)).isEqualTo(tag);
    assertThat(name).hasToString(text);
  }

  @Test
  void a_digest_takes_the_place_of_a_tag() {
    ImageName name = ImageName.of("ghcr.io/acme/b:latest").digest(DIGEST);

    assertThat(name).hasToString("ghcr.io/acme/b@" + DIGEST);
    assertThat(ImageName.of(name.toString())).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "Brewery",
        "a//b",
        "-a",
        "a/-b",
        "a:",
        "a:.x",
        "a@sha256:1",
        "a b",
        "a/b:x/y",
        "../a"
      })
  void what_is_no_name_is_refused(String text) {
    assertThatThrownBy(() -> ImageName.of(text)).isInstanceOf(InvalidDefinitionException.class);
  }
}
