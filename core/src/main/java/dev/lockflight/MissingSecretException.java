package dev.lockflight;

/** No secret source of the engine knows the secret. */
public final class MissingSecretException extends LockflightException {
  public MissingSecretException(Secret secret) {
    super(
        "secret "
            + secret.name()
            + " is not set; give it to the engine's SecretSource, for example"
            + " as an environment variable of that name");
  }
}
