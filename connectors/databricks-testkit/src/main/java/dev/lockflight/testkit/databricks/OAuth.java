package dev.lockflight.testkit.databricks;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/** Discovery and the token endpoint. */
final class OAuth implements Routes.Service {
  private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";

  private final LocalTokens tokens;
  private final URI host;

  OAuth(LocalTokens tokens, URI host) {
    this.tokens = tokens;
    this.host = host;
  }

  @Override
  public Optional<Reply> answer(Incoming request) throws IOException {
    if (request.is("GET", "/oidc/.well-known/oauth-authorization-server")) {
      return Optional.of(
          Reply.json(
              Map.of(
                  "authorization_endpoint", host + "/oidc/v1/authorize",
                  "token_endpoint", host + "/oidc/v1/token",
                  "issuer", host + "/oidc",
                  "jwks_uri", host + "/oidc/jwks.json")));
    }
    return request.is("POST", "/oidc/v1/token") ? Optional.of(token(request)) : Optional.empty();
  }

  private Reply token(Incoming request) throws IOException {
    Map<String, String> form = request.form();
    String grant = form.getOrDefault("grant_type", "");
    if (grant.equals("client_credentials")) {
      return isKnown(request) ? given(form) : refused("Client authentication failed");
    }
    if (grant.equals(EXCHANGE)) {
      boolean trusted =
          tokens.trusts(form.getOrDefault("subject_token", ""), form.getOrDefault("client_id", ""));
      return trusted ? given(form) : refused("The subject token is not trusted");
    }
    return Reply.json(
        400, Map.of("error", "unsupported_grant_type", "error_description", "not " + grant));
  }

  private Reply given(Map<String, String> form) {
    return Reply.json(
        Map.of(
            "access_token", tokens.newOauthToken(),
            "token_type", "Bearer",
            "expires_in", tokens.lifetime().toSeconds(),
            "scope", form.getOrDefault("scope", "all-apis")));
  }

  private static Reply refused(String why) {
    return Reply.json(401, Map.of("error", "invalid_client", "error_description", why));
  }

  private boolean isKnown(Incoming request) {
    String shown = request.header("Authorization").orElse("");
    if (!shown.startsWith("Basic ")) {
      return false;
    }
    String both =
        new String(
            Base64.getDecoder().decode(shown.substring("Basic ".length())), StandardCharsets.UTF_8);
    int colon = both.indexOf(':');
    return colon > 0
        && tokens
            .secretOf(both.substring(0, colon))
            .filter(secret -> secret.equals(both.substring(colon + 1)))
            .isPresent();
  }
}
