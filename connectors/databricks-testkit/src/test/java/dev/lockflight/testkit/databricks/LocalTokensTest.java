package dev.lockflight.testkit.databricks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class LocalTokensTest extends WorkspaceTest {
  private static final Request CALL = Request.get("/api/2.2/jobs/list");

  private int statusWith(Credentials credentials) throws InterruptedException {
    try (RestClient other = clientWith(credentials)) {
      return other.send(CALL.accepting(401, 403)).status();
    }
  }

  @Test
  void unknown_token_and_none_are_refused_as_the_vendor_was_seen_to() throws Exception {
    assertThat(statusWith(Credentials.bearer(token))).isEqualTo(200);
    assertThat(statusWith(Credentials.bearer("dapi-wrong"))).isEqualTo(403);
    assertThat(statusWith(Credentials.none())).isEqualTo(401);
    workspace.tokens().revoke(token);
    assertThat(statusWith(Credentials.bearer(token))).isEqualTo(403);
  }

  @Test
  void service_principal_gets_a_token_for_its_secret() throws Exception {
    workspace.tokens().servicePrincipal("app", "s3cret");
    String endpoint =
        client
            .send(Request.get("/oidc/.well-known/oauth-authorization-server"))
            .json()
            .at("token_endpoint")
            .text();
    Request ask =
        Request.post(java.net.URI.create(endpoint))
            .form(Map.of("grant_type", "client_credentials", "scope", "all-apis"));

    JsonTree answer = client.send(ask.as(Credentials.basic("app", "s3cret"))).json();

    assertThat(answer.at("expires_in").number()).isEqualTo(3600);
    assertThat(statusWith(Credentials.bearer(answer.at("access_token").text()))).isEqualTo(200);
    assertThatThrownBy(() -> client.send(ask.as(Credentials.basic("app", "wrong"))))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("invalid_client");
  }
}
