package dev.lockflight.connector.databricks;

import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.HostLimits;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestListener;
import dev.lockflight.connector.http.RestSettings;
import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** With what a workspace is opened. Immutable and thread-safe: each method returns another. */
public final class DatabricksSettings {
  private final SecretSource secrets;
  private final InstantSource clock;
  private final Pause pause;
  private final UnaryOperator<RestSettings> rest;

  private DatabricksSettings(
      SecretSource secrets, InstantSource clock, Pause pause, UnaryOperator<RestSettings> rest) {
    this.secrets = secrets;
    this.clock = clock;
    this.pause = pause;
    this.rest = rest;
  }

  /** No secrets besides those the authentication knows, real time, the client's usual patience. */
  public static DatabricksSettings usual() {
    return new DatabricksSettings(
        SecretSource.none(), InstantSource.system(), Pause.real(), UnaryOperator.identity());
  }

  /** Where the secrets are that the authentication names. */
  public DatabricksSettings secrets(SecretSource source) {
    return new DatabricksSettings(source, clock, pause, rest);
  }

  /** The time, and how to wait for it. */
  public DatabricksSettings time(InstantSource clock, Pause pause) {
    return new DatabricksSettings(secrets, clock, pause, rest);
  }

  /** Added to User-Agent, for example {@code acme-etl/1.4}. */
  public DatabricksSettings product(String product) {
    return rest(settings -> settings.product(product));
  }

  /** How long a call may take in all. */
  public DatabricksSettings deadline(Duration deadline) {
    return rest(settings -> settings.deadline(deadline));
  }

  public DatabricksSettings limits(HostLimits limits) {
    return rest(settings -> settings.limits(limits));
  }

  public DatabricksSettings listener(RestListener listener) {
    return rest(settings -> settings.listener(listener));
  }

  /** Anything else about the client. */
  public DatabricksSettings rest(UnaryOperator<RestSettings> change) {
    UnaryOperator<RestSettings> before = rest;
    return new DatabricksSettings(
        secrets, clock, pause, settings -> change.apply(before.apply(settings)));
  }

  SecretSource secretSource() {
    return secrets;
  }

  InstantSource clock() {
    return clock;
  }

  Pause pause() {
    return pause;
  }

  RestSettings on(RestSettings fresh) {
    return rest.apply(fresh.time(clock, pause));
  }
}
