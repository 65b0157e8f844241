package dev.lockflight.connector.docker;

import dev.lockflight.Secret;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.RestException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The {@code config.json} of the docker command: its {@code credHelpers}, its {@code credsStore},
 * then its {@code auths}, in the order the command itself asks them.
 */
record DockerConfig(Path file, Map<String, String> environment) implements RegistryLogin {
  private static final String HUB = "docker.io";

  /** Under which the Docker Hub's login is kept, for historical reasons. */
  private static final String HUB_KEY = "https://index.docker.io/v1/";

  DockerConfig {
    environment = Map.copyOf(environment);
  }

  static DockerConfig of(Map<String, String> environment) {
    return new DockerConfig(directory(environment).resolve("config.json"), environment);
  }

  static Path directory(Map<String, String> environment) {
    String given = environment.getOrDefault("DOCKER_CONFIG", "");
    return given.isEmpty()
        ? Path.of(environment.getOrDefault("HOME", ""), ".docker")
        : Path.of(given);
  }

  @Override
  public RegistryPassword at(String registry, Function<Secret, String> secrets)
      throws InterruptedException {
    Optional<JsonTree> config = read();
    if (config.isEmpty()) {
      return RegistryPassword.NONE;
    }
    for (String key : keys(registry)) {
      RegistryPassword found = find(config.get(), key);
      if (found != RegistryPassword.NONE) {
        return found;
      }
    }
    return RegistryPassword.NONE;
  }

  private static List<String> keys(String registry) {
    return registry.equals(HUB)
        ? List.of(HUB_KEY, HUB)
        : List.of(registry, "https://" + registry, "https://" + registry + "/v1/");
  }

  private Optional<JsonTree> read() {
    try {
      return Optional.of(JsonTree.of(Files.readAllBytes(file), file.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw DockerException.fatal("cannot read the registry logins of " + file + ": " + e)
          .causedBy(e);
    } catch (RestException e) {
      throw DockerException.fatal(file + " is no JSON; repair it or run docker login again");
    }
  }

  private RegistryPassword find(JsonTree config, String key) throws InterruptedException {
    Optional<String> helper =
        config
            .at("credHelpers", key)
            .optionalText()
            .or(() -> config.at("credsStore").optionalText())
            .filter(name -> !name.isEmpty());
    if (helper.isPresent()) {
      Optional<RegistryPassword> kept = new CredentialProgram(helper.get(), environment).get(key);
      if (kept.isPresent()) {
        return kept.get();
      }
    }
    return inFile(config.at("auths", key), key);
  }

  private RegistryPassword inFile(JsonTree entry, String key) {
    Optional<String> token = entry.at("identitytoken").optionalText();
    if (token.isPresent()) {
      return RegistryPassword.ofToken(token.get());
    }
    String auth = entry.at("auth").optionalText().orElse("");
    return auth.isEmpty() ? RegistryPassword.NONE : decoded(auth, key);
  }

  private RegistryPassword decoded(String auth, String key) {
    try {
      String both = new String(Base64.getDecoder().decode(auth), StandardCharsets.UTF_8);
      int colon = both.indexOf(':');
      if (colon > 0) {
        return RegistryPassword.of(both.substring(0, colon), both.substring(colon + 1));
      }
    } catch (IllegalArgumentException e) {
      // told below: the exception's own message may quote the login
    }
    throw DockerException.fatal(
        "the login for " + key + " in " + file + " is no base64 of user:password; log in again");
  }

  @Override
  public String toString() {
    return "with the logins of " + file;
  }
}
