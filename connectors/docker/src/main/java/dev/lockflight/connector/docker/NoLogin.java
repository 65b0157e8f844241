package dev.lockflight.connector.docker;

import dev.lockflight.Secret;
import java.util.function.Function;

record NoLogin() implements RegistryLogin {
  @Override
  public RegistryPassword at(String registry, Function<Secret, String> secrets) {
    return RegistryPassword.NONE;
  }

  @Override
  public String toString() {
    return "anonymously";
  }
}
