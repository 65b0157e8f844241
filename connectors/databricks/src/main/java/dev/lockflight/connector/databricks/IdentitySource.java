package dev.lockflight.connector.databricks;

import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.Credentials;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Whoever vouches for this process with an identity token (a JWT). */
sealed interface IdentitySource {
  String kind();

  String token(String audience, RestClient client) throws InterruptedException;

  /** The GitHub Actions job that runs this. */
  record GitHub(URI address, Concealed pass) implements IdentitySource {
    @Override
    public String kind() {
      return "github-oidc";
    }

    @Override
    public String token(String audience, RestClient client) throws InterruptedException {
      Credentials job = Credentials.bearer(pass.reveal(SecretSource.none()));
      return client
          .send(Request.get(address).query("audience", audience).as(job))
          .json()
          .at("value")
          .text();
    }
  }

  /** A token that stands in a variable. */
  record Given(Concealed token) implements IdentitySource {
    @Override
    public String kind() {
      return "env-oidc";
    }

    @Override
    public String token(String audience, RestClient client) {
      return token.reveal(SecretSource.none());
    }
  }

  /** A token that others keep fresh in a file. */
  record InFile(Path file) implements IdentitySource {
    @Override
    public String kind() {
      return "file-oidc";
    }

    @Override
    public String token(String audience, RestClient client) {
      try {
        String token = Files.readString(file).strip();
        if (!token.isEmpty()) {
          return token;
        }
      } catch (IOException e) {
        throw new AuthSettingsException("cannot read the identity token in " + file + ": " + e, e);
      }
      throw new AuthSettingsException("the identity token in " + file + " is empty");
    }
  }

  static IdentitySource gitHub(Map<String, String> environment) {
    String address = environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_URL", "");
    String pass = environment.getOrDefault("ACTIONS_ID_TOKEN_REQUEST_TOKEN", "");
    if (address.isEmpty() || pass.isEmpty()) {
      throw new AuthSettingsException(
          "ACTIONS_ID_TOKEN_REQUEST_URL and _TOKEN are not set: this is no job of GitHub Actions, or"
              + " its workflow lacks 'permissions: id-token: write'");
    }
    return new GitHub(URI.create(address), Concealed.known(pass));
  }
}
