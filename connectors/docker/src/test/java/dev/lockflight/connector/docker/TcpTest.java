package dev.lockflight.connector.docker;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.FailureClass;
import dev.lockflight.Secret;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** An engine behind TCP, with TLS on both sides, played by a server. */
class TcpTest {
  private static final Certificates FILES = Certificates.make();

  @RegisterExtension
  static final WireMockExtension ENGINE =
      WireMockExtension.newInstance()
          .options(
              WireMockConfiguration.wireMockConfig()
                  .bindAddress("127.0.0.1")
                  .dynamicPort()
                  .dynamicHttpsPort()
                  .keystorePath(FILES.store().toString())
                  .keystorePassword(Certificates.PASSWORD)
                  .keyManagerPassword(Certificates.PASSWORD)
                  .keystoreType("PKCS12")
                  .trustStorePath(FILES.trusted().toString())
                  .trustStorePassword(Certificates.PASSWORD)
                  .trustStoreType("PKCS12")
                  .needClientAuth(true))
          .build();

  private static void answering(String api) {
    ENGINE.stubFor(get("/_ping").willReturn(ok("OK").withHeader("Api-Version", api)));
    ENGINE.stubFor(
        get(urlPathEqualTo("/v1.41/version"))
            .willReturn(okJson("{\"Version\":\"20.10\",\"Os\":\"linux\",\"Arch\":\"amd64\"}")));
    ENGINE.stubFor(
        get(urlPathEqualTo("/v1.51/version"))
            .willReturn(okJson("{\"Version\":\"29.0\",\"Os\":\"linux\",\"Arch\":\"amd64\"}")));
  }

  private static Docker plain() {
    return Docker.at(URI.create("tcp://127.0.0.1:" + ENGINE.getPort()));
  }

  private static URI encrypted() {
    return URI.create("tcp://127.0.0.1:" + ENGINE.getHttpsPort());
  }

  @Test
  void the_older_side_says_which_version_is_spoken() throws Exception {
    answering("1.41");
    try (Docker docker = plain()) {
      assertThat(docker.ping().version()).isEqualTo("20.10");
    }
    answering("1.60");
    try (Docker docker = plain()) {
      assertThat(docker.ping().version()).isEqualTo("29.0");
    }
  }

  @Test
  void an_engine_that_is_too_old_or_none_is_named() {
    answering("1.24");
    try (Docker docker = plain()) {
      assertThatThrownBy(docker::ping)
          .isInstanceOf(DockerException.class)
          .hasMessageContaining("speaks API 1.24, older than 1.40");
    }
    ENGINE.stubFor(get("/_ping").willReturn(ok("hello")));
    try (Docker docker = plain()) {
      assertThatThrownBy(docker::ping).hasMessageContaining("is no Docker Engine");
    }
  }

  @Test
  void with_the_right_files_both_sides_trust_each_other() throws Exception {
    answering("1.41");
    try (Docker docker = Docker.at(DockerHost.at(encrypted()).tls(FILES.directory()))) {
      assertThat(docker.ping().version()).isEqualTo("20.10");
    }
  }

  @Test
  void a_client_without_a_certificate_is_no_client() {
    answering("1.41");
    try (Docker docker = Docker.at(encrypted())) {
      assertThatThrownBy(docker::ping).isInstanceOf(DockerException.class);
    }
  }

  @Test
  void unusable_files_are_named() throws Exception {
    Path old = Files.createTempDirectory("old-key");
    Files.copy(FILES.directory().resolve("ca.pem"), old.resolve("ca.pem"));
    Files.copy(FILES.directory().resolve("cert.pem"), old.resolve("cert.pem"));
    Files.writeString(old.resolve("key.pem"), "-----BEGIN RSA PRIVATE KEY-----\n");

    assertThatThrownBy(() -> Docker.at(DockerHost.at(encrypted()).tls(old)))
        .isInstanceOf(DockerException.class)
        .hasMessageContaining("key.pem")
        .hasMessageContaining("openssl pkcs8 -topk8");
    assertThatThrownBy(() -> Docker.at(DockerHost.at(encrypted()).tls(Path.of("/nowhere"))))
        .hasMessageContaining("/nowhere");
  }

  @Test
  void a_full_disk_is_fatal_and_says_what_to_do() throws Exception {
    answering("1.41");
    ENGINE.stubFor(
        post(urlPathEqualTo("/v1.41/images/create"))
            .willReturn(
                ok(
                    """
                    {"status":"Pulling","id":"a","progressDetail":{"current":1}}
                    {"error":"write /var/lib: no space left on device"}
                    """)));
    try (Docker docker = plain()) {
      RegistryPassword nobody = RegistryLogin.anonymous().at("docker.io", Secret::name);
      assertThatThrownBy(() -> docker.image(ImageName.of("a/b")).pull(nobody, p -> {}))
          .isInstanceOfSatisfying(
              DockerException.class,
              e -> assertThat(e.failureClass()).isEqualTo(FailureClass.FATAL))
          .hasMessageContaining("free disk space");
    }
  }

  @Test
  void a_push_that_breaks_off_is_tried_again_by_its_step() throws Exception {
    answering("1.41");
    ENGINE.stubFor(
        post(urlPathEqualTo("/v1.41/images/a/b/push"))
            .willReturn(ok("{\"status\":\"Pushing\"}\n{\"aux\":{\"Dig")));
    try (Docker docker = plain()) {
      RegistryPassword nobody = RegistryLogin.anonymous().at("docker.io", Secret::name);
      assertThatThrownBy(() -> docker.image(ImageName.of("a/b:1")).push(nobody, p -> {}))
          .isInstanceOfSatisfying(
              DockerException.class,
              e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
          .hasMessageContaining("breaks off");
    }
  }
}
