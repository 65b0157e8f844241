package dev.lockflight.connector.airflow;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.testkit.fake.SettableClock;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class AirflowAuthTest {
  @RegisterExtension static final WireMockExtension SERVER = Airflows.server();
  private static final String DAG = "/api/v2/dags/brewery_pipeline";
  private static final AirflowAuth LOGIN = AirflowAuth.login("ci", Secret.of("airflow-password"));

  private final SettableClock clock = SettableClock.startingAt(Airflows.NOW);

  @BeforeEach
  void answers() {
    SERVER.stubFor(get(DAG).willReturn(okJson(Airflows.dag(""))));
  }

  @Test
  void a_login_is_exchanged_for_a_token_that_is_renewed_before_it_ends() throws Exception {
    SERVER.stubFor(
        post("/auth/token")
            .willReturn(
                jsonResponse(
                    "{\"access_token\":\"" + jwt(Airflows.NOW.plusSeconds(3600)) + "\"}", 201)));
    try (Airflow airflow = open(LOGIN)) {
      assertThat(airflow.dag("brewery_pipeline").isPaused()).isFalse();
      assertThat(airflow.dag("brewery_pipeline").isLoaded()).isTrue();
      SERVER.verify(1, postRequestedFor(urlEqualTo("/auth/token")));

      clock.advance(Duration.ofMinutes(59));
      assertThat(airflow.dag("brewery_pipeline").isLoaded()).isTrue();
    }
    SERVER.verify(
        2,
        postRequestedFor(urlEqualTo("/auth/token"))
            .withRequestBody(
                equalToJson("{\"username\":\"ci\",\"password\":\"" + Airflows.PASSWORD + "\"}")));
    SERVER.verify(
        getRequestedFor(urlEqualTo(DAG))
            .withHeader("Authorization", equalTo("Bearer " + jwt(Airflows.NOW.plusSeconds(3600)))));
  }

  @Test
  void a_token_of_another_kind_is_taken_too() throws Exception {
    SERVER.stubFor(
        post("/auth/token").willReturn(jsonResponse("{\"access_token\":\"opaque\"}", 201)));

    try (Airflow airflow = open(LOGIN)) {
      assertThat(airflow.dag("brewery_pipeline").dag()).isEqualTo("brewery_pipeline");
    }
  }

  @Test
  void a_wrong_password_is_told_and_not_shown() {
    SERVER.stubFor(
        post("/auth/token")
            .willReturn(
                jsonResponse(
                    "{\"detail\":\"Invalid credentials " + Airflows.PASSWORD + "\"}", 401)));

    try (Airflow airflow = open(LOGIN)) {
      assertThatThrownBy(() -> airflow.dag("brewery_pipeline"))
          .isInstanceOf(AnswerException.class)
          .hasMessageContaining("Invalid credentials ***; check the user and the password");
    }
  }

  @Test
  void a_token_of_another_airflow_is_told() {
    SERVER.stubFor(get(DAG).willReturn(jsonResponse("{\"detail\":\"Invalid JWT token\"}", 403)));

    try (Airflow airflow = Airflows.of(SERVER)) {
      assertThatThrownBy(() -> airflow.dag("brewery_pipeline"))
          .hasMessageContaining("the token is expired, or not of this Airflow");
    }
  }

  @Test
  void a_missing_secret_is_named() {
    try (Airflow airflow = Airflow.open(Airflows.uri(SERVER), LOGIN, SecretSource.none())) {
      assertThatThrownBy(() -> airflow.dag("x")).isInstanceOf(MissingSecretException.class);
    }
  }

  @Test
  void the_other_version_of_airflow_is_recognised() {
    SERVER.stubFor(
        get("/api/v1/dags/x")
            .willReturn(
                jsonResponse(
                    "{\"error\":\"/api/v1 has been removed in Airflow 3, please use its upgraded"
                        + " version /api/v2 instead.\"}",
                    404)));

    SERVER.stubFor(
        get("/api/v2/dags/x")
            .willReturn(
                aResponse()
                    .withStatus(404)
                    .withHeader("Content-Type", "text/html")
                    .withBody("<html><head><title>Airflow 404</title></head></html>")));

    try (Airflow second = Airflows.version2(SERVER);
        Airflow third = Airflows.of(SERVER)) {
      assertThatThrownBy(() -> second.dag("x")).hasMessageContaining("leave out airflow2()");
      assertThatThrownBy(() -> third.dag("x"))
          .hasMessageContaining("if it is an Airflow 2, say so with airflow2()");
    }
  }

  @Test
  void credentials_do_not_leave_this_machine_in_the_clear() {
    URI plain = URI.create("http://airflow:8080");

    assertThatThrownBy(() -> Airflow.open(plain, LOGIN, SecretSource.none()))
        .isInstanceOf(AirflowSettingsException.class)
        .hasMessageContaining("unencrypted to airflow; use https, or say overPlainHttp()");
    try (Airflow airflow = Airflow.open(plain, LOGIN, AirflowSettings.usual().overPlainHttp())) {
      assertThat(airflow.base()).isEqualTo(plain);
    }
    assertThat(LOGIN).hasToString("login of ci");
  }

  private Airflow open(AirflowAuth auth) {
    return Airflow.open(Airflows.uri(SERVER), auth, Airflows.settings(clock));
  }

  private static String jwt(Instant end) {
    String claims = "{\"sub\":\"ci\",\"exp\":" + end.getEpochSecond() + "}";
    return "e30."
        + Base64.getUrlEncoder()
            .withoutPadding()
            .encodeToString(claims.getBytes(StandardCharsets.UTF_8))
        + ".sig";
  }
}
