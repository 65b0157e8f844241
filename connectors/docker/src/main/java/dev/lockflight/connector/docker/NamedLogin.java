package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Secret;
import java.util.function.Function;

record NamedLogin(String user, Secret password) implements RegistryLogin {
  NamedLogin {
    if (user.isBlank()) {
      throw new InvalidDefinitionException("a registry login needs a user");
    }
  }

  @Override
  public RegistryPassword at(String registry, Function<Secret, String> secrets) {
    return RegistryPassword.of(user, secrets.apply(password));
  }

  @Override
  public String toString() {
    return "as " + user + " with secret " + password.name();
  }
}
