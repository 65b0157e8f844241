package dev.lockflight.connector.databricks;

import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.AnswerException;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.TokenSource.Token;
import java.net.URI;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Where a workspace gives out its OAuth tokens: as its metadata (RFC 8414) says, or the usual place
 * when it has none.
 */
record TokenEndpoint(RestClient client, URI host, SecretSource secrets, InstantSource clock) {
  private static final String METADATA = "/oidc/.well-known/oauth-authorization-server";
  private static final String SCOPE = "all-apis";

  Token forClient(String clientId, Concealed secret) throws InterruptedException {
    String password = secret.reveal(secrets);
    Credentials principal = Credentials.basic(clientId, password);
    Request request =
        Request.post(address())
            .as(principal)
            .form(Map.of("grant_type", "client_credentials", "scope", SCOPE));
    return fetched(request.hiding(password).repeatable());
  }

  Token exchanged(Proof.Federated federated) throws InterruptedException {
    URI address = address();
    String identity = federated.identity().token(federated.audience().at(address), client);
    Map<String, String> form = new LinkedHashMap<>();
    form.put("grant_type", "urn:ietf:params:oauth:grant-type:token-exchange");
    form.put("subject_token", identity);
    form.put("subject_token_type", "urn:ietf:params:oauth:token-type:jwt");
    form.put("scope", SCOPE);
    form.put("client_id", federated.clientId());
    return fetched(Request.post(address).form(form).hiding(identity).repeatable());
  }

  private Token fetched(Request request) throws InterruptedException {
    Answer answer = client.send(request);
    long seconds = answer.json().at("expires_in").number();
    String token = answer.json().at("access_token").text();
    return new Token(token, clock.instant().plusSeconds(seconds));
  }

  /** What the workspace says about itself is believed, unless it leads out of TLS. */
  private URI address() throws InterruptedException {
    try {
      String told = client.send(Request.get(METADATA)).json().at("token_endpoint").text();
      URI address = URI.create(told);
      if (!"https".equals(address.getScheme()) && "https".equals(host.getScheme())) {
        throw new AuthSettingsException(
            host
                + " names a token endpoint that is not https: "
                + told
                + "; nothing was sent there");
      }
      return address;
    } catch (AnswerException e) {
      if (e.status() == 404) {
        return host.resolve("/oidc/v1/token");
      }
      throw e;
    } catch (IllegalArgumentException e) {
      throw new AuthSettingsException(host + METADATA + " names no address of a token endpoint", e);
    }
  }
}
