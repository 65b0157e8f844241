package dev.lockflight.connector.docker;

import dev.lockflight.RunContext;
import dev.lockflight.Secret;
import java.util.Map;
import java.util.function.Function;

/** Who pushes to and pulls from a registry. Immutable and thread-safe. */
public sealed interface RegistryLogin permits NoLogin, NamedLogin, DockerConfig {
  /** Nobody. */
  static RegistryLogin anonymous() {
    return new NoLogin();
  }

  /** A user and a password or token, which is looked up when it is needed. */
  static RegistryLogin of(String user, Secret password) {
    return new NamedLogin(user, password);
  }

  /**
   * Whoever logged in with {@code docker login}: {@code config.json} of DOCKER_CONFIG, else of
   * {@code HOME/.docker}, with its credential helpers ({@code credHelpers}, {@code credsStore}),
   * which are looked up on PATH.
   *
   * @param environment for example {@code System.getenv()}
   */
  static RegistryLogin ofDockerConfig(Map<String, String> environment) {
    return DockerConfig.of(environment);
  }

  /** The user and password for this registry. */
  RegistryPassword at(String registry, Function<Secret, String> secrets)
      throws InterruptedException;

  /** The same, in a step or gate. */
  default RegistryPassword at(String registry, RunContext context) throws InterruptedException {
    return at(registry, context::reveal);
  }
}
