package dev.lockflight.connector.databricks;

import dev.lockflight.MissingSecretException;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;

/** A value that is never shown: looked up when it is needed, or known already. */
record Concealed(Lookup lookup) {
  @FunctionalInterface
  interface Lookup {
    String in(SecretSource secrets);
  }

  static Concealed known(String value) {
    return new Concealed(secrets -> value);
  }

  static Concealed named(Secret secret) {
    return new Concealed(
        secrets -> secrets.find(secret).orElseThrow(() -> new MissingSecretException(secret)));
  }

  String reveal(SecretSource secrets) {
    return lookup.in(secrets);
  }

  @Override
  public String toString() {
    return "***";
  }
}
