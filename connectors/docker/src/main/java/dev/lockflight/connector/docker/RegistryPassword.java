package dev.lockflight.connector.docker;

import dev.lockflight.connector.http.Request;
import dev.lockflight.json.Json;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A user and a password, or a token of the registry's own. Never shown.
 *
 * <p>Thread-safe. Its {@code toString} tells the user only.
 */
public final class RegistryPassword {
  static final RegistryPassword NONE = new RegistryPassword(Map.of());

  private final Map<String, String> fields;

  private RegistryPassword(Map<String, String> fields) {
    this.fields = Map.copyOf(fields);
  }

  static RegistryPassword of(String user, String password) {
    return new RegistryPassword(Map.of("username", user, "password", password));
  }

  /** A refresh token, which helpers give under the user {@code <token>}. */
  static RegistryPassword ofToken(String token) {
    return new RegistryPassword(Map.of("identitytoken", token));
  }

  /** The request with the header the engine hands on to the registry. */
  Request on(Request request, String registry) {
    Map<String, String> all = new LinkedHashMap<>(fields);
    all.put("serveraddress", registry);
    byte[] bytes = Json.write(all).getBytes(StandardCharsets.UTF_8);
    Request proven =
        request.header("X-Registry-Auth", Base64.getUrlEncoder().encodeToString(bytes));
    for (String secret : new String[] {"password", "identitytoken"}) {
      if (fields.containsKey(secret)) {
        proven = proven.hiding(String.valueOf(fields.get(secret)));
      }
    }
    return proven;
  }

  @Override
  public String toString() {
    return fields.isEmpty() ? "nobody" : fields.getOrDefault("username", "token") + ":***";
  }
}
