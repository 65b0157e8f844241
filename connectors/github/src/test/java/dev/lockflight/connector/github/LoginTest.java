package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.RetryPolicy;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.HostLimits;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class LoginTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final String INSTALLATION = FakeGitHub.REPOSITORY + "/installation";
  private static final String TOKENS = "/app/installations/77/access_tokens";
  private static final String STATUS = FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA;

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);

  private static KeyPair pair() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String pkcs8(KeyPair pair) {
    return pem("PRIVATE KEY", pair.getPrivate().getEncoded());
  }

  /** As GitHub hands keys out: what follows the 26 bytes of PKCS #8 around it. */
  private static String pkcs1(KeyPair pair) {
    byte[] whole = pair.getPrivate().getEncoded();
    return pem("RSA PRIVATE KEY", Arrays.copyOfRange(whole, 26, whole.length));
  }

  private static String pem(String kind, byte[] der) {
    return "-----BEGIN "
        + kind
        + "-----\n"
        + Base64.getMimeEncoder().encodeToString(der)
        + "\n-----END "
        + kind
        + "-----\n";
  }

  private GitHub open(GitHubLogin login) {
    return GitHub.open(
        GitHubSettings.at(URI.create(SERVER.baseUrl()), login)
            .limits(HostLimits.usual())
            .retry(RetryPolicy.upTo(1))
            .time(time::get, wait -> time.updateAndGet(now -> now.plus(wait))));
  }

  private static void set(GitHub github) throws InterruptedException {
    github
        .repository("acme/warehouse")
        .statuses()
        .set(FakeGitHub.SHA, CommitStatus.success("lockflight"));
  }

  private static void appAnswers(String token, String expires) {
    SERVER.answers(get(INSTALLATION), 200, "{\"id\":77}");
    SERVER.answers(
        post(TOKENS), 201, "{\"token\":\"" + token + "\",\"expires_at\":\"" + expires + "\"}");
    SERVER.answers(post(STATUS), 201, "{}");
  }

  @Test
  void an_app_signs_a_token_of_ten_minutes_and_works_with_the_installations() throws Exception {
    KeyPair pair = pair();
    appAnswers("ghs_77_stateless.jwt-shaped", "2026-03-01T13:00:00Z");

    try (GitHub github =
        open(GitHubLogin.app("12345", pkcs1(pair)).installedOn("acme/warehouse"))) {
      set(github);
    }

    String jwt =
        SERVER
            .findAll(postRequestedFor(urlEqualTo(TOKENS)))
            .get(0)
            .getHeader("Authorization")
            .substring(7);
    String[] parts = jwt.split("\\.");
    assertThat(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8))
        .isEqualTo("{\"alg\":\"RS256\",\"typ\":\"JWT\"}");
    JsonNode claims = JsonMapper.shared().readTree(Base64.getUrlDecoder().decode(parts[1]));
    assertThat(claims.get("iss").asString()).isEqualTo("12345");
    assertThat(claims.get("iat").asLong()).isEqualTo(NOW.getEpochSecond() - 60);
    assertThat(claims.get("exp").asLong()).isEqualTo(NOW.getEpochSecond() + 540);
    Signature signature = Signature.getInstance("SHA256withRSA");
    signature.initVerify(pair.getPublic());
    signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.UTF_8));
    assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
    SERVER.verify(
        postRequestedFor(urlEqualTo(STATUS))
            .withHeader("Authorization", equalTo("Bearer ghs_77_stateless.jwt-shaped")));
    SERVER.verify(
        postRequestedFor(urlEqualTo(TOKENS))
            .withRequestBody(equalToJson("{\"repositories\":[\"warehouse\"]}")));
  }

  @Test
  void the_installations_token_is_renewed_before_its_end() throws Exception {
    appAnswers("ghs_first", "2026-03-01T13:00:00Z");
    try (GitHub github =
        open(
            GitHubLogin.app("Iv1.a", pkcs8(pair()))
                .limitedTo("statuses", "write")
                .installation(77))) {
      set(github);
      time.set(NOW.plus(Duration.ofMinutes(54)));
      set(github);
      time.set(NOW.plus(Duration.ofMinutes(56)));
      appAnswers("ghs_second", "2026-03-01T14:00:00Z");
      set(github);
    }

    SERVER.verify(
        2,
        postRequestedFor(urlEqualTo(TOKENS))
            .withRequestBody(equalToJson("{\"permissions\":{\"statuses\":\"write\"}}")));
    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(STATUS))
            .withHeader("Authorization", equalTo("Bearer ghs_second")));
  }

  @Test
  void an_app_that_is_not_installed_is_told() throws Exception {
    SERVER.answers(get(INSTALLATION), 404, "{\"message\":\"Not Found\"}");

    try (GitHub github =
        open(GitHubLogin.app("12345", pkcs8(pair())).installedOn("acme/warehouse"))) {
      assertThatThrownBy(() -> set(github))
          .isInstanceOf(GitHubException.class)
          .hasMessage("the GitHub App 12345 is not installed on acme/warehouse; install it there");
    }
  }

  @Test
  void a_damaged_key_is_told_without_showing_it() {
    assertThatThrownBy(() -> GitHubLogin.app("1", "ghp_nokey"))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("cannot be read: it has no -----BEGIN RSA PRIVATE KEY-----");
    assertThatThrownBy(() -> GitHubLogin.app("1", pem("PRIVATE KEY", new byte[] {1, 2, 3})))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("damaged")
        .hasNoCause();
  }

  @Test
  void the_environment_gives_a_token_or_says_how_to_give_one() throws Exception {
    SERVER.answers(post(STATUS), 201, "{}");
    try (GitHub github = open(GitHubLogin.fromEnvironment(Map.of("GITHUB_TOKEN", "ghs_a\n")))) {
      set(github);
    }
    SERVER.verify(
        postRequestedFor(urlEqualTo(STATUS)).withHeader("Authorization", equalTo("Bearer ghs_a")));

    assertThatThrownBy(() -> GitHubLogin.fromEnvironment(Map.of("GITHUB_TOKEN", " ")))
        .isInstanceOf(GitHubException.class)
        .hasMessageContaining("env: GITHUB_TOKEN: ${{ github.token }}");
  }

  @Test
  void a_secret_is_looked_up_for_each_call() throws Exception {
    SERVER.answers(post(STATUS), 201, "{}");
    AtomicReference<String> value = new AtomicReference<>("ghp_one");
    SecretSource source = secret -> Optional.ofNullable(value.get());

    try (GitHub github = open(GitHubLogin.token(Secret.of("github-token"), source))) {
      set(github);
      value.set("ghp_two");
      set(github);
    }

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo(STATUS))
            .withHeader("Authorization", equalTo("Bearer ghp_two")));
  }

  @Test
  void an_expired_token_is_told() {
    SERVER.answers(
        post(STATUS), 401, "{\"message\":\"Bad credentials\",\"documentation_url\":\"d\"}");

    try (GitHub github = open(GitHubLogin.token("ghp_0ld"))) {
      assertThatThrownBy(() -> set(github))
          .isInstanceOfSatisfying(
              GitHubException.class,
              e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.CREDENTIALS))
          .hasMessageContaining("Bad credentials")
          .hasMessageContaining("has not expired")
          .hasMessageNotContaining("ghp_0ld");
    }
  }
}
