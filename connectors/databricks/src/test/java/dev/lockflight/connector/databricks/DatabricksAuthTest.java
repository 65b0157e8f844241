package dev.lockflight.connector.databricks;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Request;
import dev.lockflight.testkit.fake.SettableClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class DatabricksAuthTest {
  @RegisterExtension static final WireMockExtension SERVER = Workspaces.server();

  private final SettableClock clock = SettableClock.startingAt(Workspaces.NOW);
  @TempDir private Path directory;

  @BeforeEach
  void workspace() {
    SERVER.stubFor(get("/api/2.0/preview/scim/v2/Me").willReturn(okJson("{\"userName\":\"ann\"}")));
    SERVER.stubFor(
        get("/oidc/.well-known/oauth-authorization-server")
            .willReturn(okJson("{\"token_endpoint\":\"" + tokenEndpoint() + "\"}")));
    SERVER.stubFor(
        post("/oidc/v1/token")
            .willReturn(
                okJson(
                    """
                    {"access_token":"eyJ-first","token_type":"Bearer","expires_in":3600,
                     "scope":"all-apis"}""")));
  }

  @Test
  void a_token_is_sent_as_bearer() throws Exception {
    call(DatabricksAuth.token(Workspaces.host(SERVER), Secret.of("databricks-token")));

    SERVER.verify(asked("Bearer " + Workspaces.TOKEN));
  }

  @Test
  void a_secret_nobody_knows_is_named() {
    assertThatThrownBy(
            () -> call(DatabricksAuth.token(Workspaces.host(SERVER), Secret.of("absent"))))
        .isInstanceOf(MissingSecretException.class)
        .hasMessageContaining("secret absent is not set");
  }

  @Test
  void a_service_principal_gets_one_token_for_many_calls() throws Exception {
    try (Databricks workspace = open(principal())) {
      me(workspace);
      me(workspace);
    }

    SERVER.verify(
        1,
        postRequestedFor(urlEqualTo("/oidc/v1/token"))
            .withHeader("Authorization", equalTo("Basic YXBwOmRvc2UtczNjcmV0"))
            .withFormParam("grant_type", equalTo("client_credentials"))
            .withFormParam("scope", equalTo("all-apis")));
    SERVER.verify(2, asked("Bearer eyJ-first"));
  }

  @Test
  void a_token_is_renewed_before_it_ends() throws Exception {
    try (Databricks workspace = open(principal())) {
      me(workspace);
      clock.advance(Duration.ofMinutes(54));
      me(workspace);
      clock.advance(Duration.ofMinutes(1));
      me(workspace);
    }

    SERVER.verify(2, postRequestedFor(urlEqualTo("/oidc/v1/token")));
  }

  @Test
  void a_workspace_without_metadata_has_the_usual_endpoint() throws Exception {
    SERVER.stubFor(
        get("/oidc/.well-known/oauth-authorization-server")
            .willReturn(aResponse().withStatus(404)));

    call(principal());

    SERVER.verify(asked("Bearer eyJ-first"));
  }

  @Test
  void a_job_of_github_exchanges_its_identity() throws Exception {
    SERVER.stubFor(
        get(urlPathEqualTo("/github/token")).willReturn(okJson("{\"value\":\"eyJ-github\"}")));

    call(
        DatabricksAuth.fromEnvironment(
            Map.of(
                "DATABRICKS_HOST",
                SERVER.baseUrl(),
                "DATABRICKS_CLIENT_ID",
                "app",
                "ACTIONS_ID_TOKEN_REQUEST_URL",
                SERVER.baseUrl() + "/github/token?api-version=2",
                "ACTIONS_ID_TOKEN_REQUEST_TOKEN",
                "ghs-pass")));

    SERVER.verify(
        getRequestedFor(urlPathEqualTo("/github/token"))
            .withHeader("Authorization", equalTo("Bearer ghs-pass"))
            .withQueryParam("api-version", equalTo("2"))
            .withQueryParam("audience", equalTo(tokenEndpoint())));
    SERVER.verify(
        postRequestedFor(urlEqualTo("/oidc/v1/token"))
            .withoutHeader("Authorization")
            .withFormParam("grant_type", equalTo("urn:ietf:params:oauth:grant-type:token-exchange"))
            .withFormParam("subject_token", equalTo("eyJ-github"))
            .withFormParam("subject_token_type", equalTo("urn:ietf:params:oauth:token-type:jwt"))
            .withFormParam("client_id", equalTo("app")));
    SERVER.verify(asked("Bearer eyJ-first"));
  }

  @Test
  void an_identity_of_another_issuer_is_taken_from_its_file() throws Exception {
    Path file = Files.writeString(directory.resolve("jwt"), "eyJ-file\n");

    call(
        DatabricksAuth.fromEnvironment(
            Map.of(
                "DATABRICKS_HOST",
                SERVER.baseUrl(),
                "DATABRICKS_CLIENT_ID",
                "app",
                "DATABRICKS_OIDC_TOKEN_FILEPATH",
                file.toString(),
                "DATABRICKS_TOKEN_AUDIENCE",
                "ours")));

    SERVER.verify(
        postRequestedFor(urlEqualTo("/oidc/v1/token"))
            .withFormParam("subject_token", equalTo("eyJ-file")));
  }

  @Test
  void a_wrong_token_is_told_plainly() {
    refuse(403, "{\"error_code\":403,\"message\":\"Invalid access token.\"}");

    assertThatThrownBy(() -> call(principal()))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("403 INVALID_ACCESS_TOKEN: Invalid access token.")
        .hasMessageContaining("the token is wrong, expired, revoked or of another workspace");
  }

  @Test
  void a_wrong_oauth_secret_is_told_plainly() {
    SERVER.stubFor(
        post("/oidc/v1/token")
            .willReturn(
                aResponse()
                    .withStatus(401)
                    .withBody(
                        """
                        {"error":"invalid_client",
                         "error_description":"Client authentication failed for dose-s3cret"}""")));

    assertThatThrownBy(() -> call(principal()))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("401 invalid_client")
        .hasMessageContaining("check client id, OAuth secret")
        .message()
        .doesNotContain("s3cret");
  }

  @Test
  void missing_permission_is_named() {
    refuse(403, "{\"error_code\":\"PERMISSION_DENIED\",\"message\":\"User ann may not\"}");

    assertThatThrownBy(
            () -> {
              try (Databricks workspace = open(principal())) {
                var unused = workspace.rest().send(Request.post("/api/2.2/jobs/run-now"));
              }
            })
        .hasMessageContaining("PERMISSION_DENIED")
        .hasMessageContaining("it needs: CAN MANAGE RUN on the job");
  }

  private static void refuse(int status, String body) {
    SERVER.stubFor(
        WireMock.any(WireMock.urlMatching("/api/.*"))
            .willReturn(aResponse().withStatus(status).withBody(body)));
  }

  private static DatabricksAuth principal() {
    return DatabricksAuth.servicePrincipal(
        Workspaces.host(SERVER), "app", Secret.of("oauth-secret"));
  }

  private Databricks open(DatabricksAuth auth) {
    return Databricks.open(auth, Workspaces.settings(clock));
  }

  private void call(DatabricksAuth auth) throws Exception {
    try (Databricks workspace = open(auth)) {
      me(workspace);
    }
  }

  private static void me(Databricks workspace) throws Exception {
    var unused = workspace.rest().send(Request.get("/api/2.0/preview/scim/v2/Me"));
  }

  private static com.github.tomakehurst.wiremock.matching.RequestPatternBuilder asked(
      String authorization) {
    return getRequestedFor(urlEqualTo("/api/2.0/preview/scim/v2/Me"))
        .withHeader("Authorization", equalTo(authorization));
  }

  private static String tokenEndpoint() {
    return SERVER.baseUrl() + "/oidc/v1/token";
  }
}
