package dev.lockflight.connector.airflow;

import dev.lockflight.SecretSource;
import dev.lockflight.connector.http.Pause;
import dev.lockflight.connector.http.RestSettings;
import java.time.InstantSource;
import java.util.function.UnaryOperator;

/** With what an Airflow is opened. Immutable and thread-safe: each method returns another. */
public final class AirflowSettings {
  private final AirflowApi api;
  private final boolean plainHttp;
  private final SecretSource secrets;
  private final Time time;
  private final UnaryOperator<RestSettings> rest;

  private record Time(InstantSource clock, Pause pause) {}

  private AirflowSettings(
      AirflowApi api,
      boolean plainHttp,
      SecretSource secrets,
      Time time,
      UnaryOperator<RestSettings> rest) {
    this.api = api;
    this.plainHttp = plainHttp;
    this.secrets = secrets;
    this.time = time;
    this.rest = rest;
  }

  /** Airflow 3, no secrets, real time, the client's usual patience. */
  public static AirflowSettings usual() {
    return new AirflowSettings(
        AirflowApi.V2,
        false,
        SecretSource.none(),
        new Time(InstantSource.system(), Pause.real()),
        UnaryOperator.identity());
  }

  /** It is an Airflow 2, from 2.5 on, which speaks API v1. */
  public AirflowSettings airflow2() {
    return new AirflowSettings(AirflowApi.V1, plainHttp, secrets, time, rest);
  }

  /**
   * Credentials may go to another machine unencrypted, for example inside a compose network.
   * Without this only {@code https} and this machine are accepted.
   */
  public AirflowSettings overPlainHttp() {
    return new AirflowSettings(api, true, secrets, time, rest);
  }

  /** Where the secrets are that the authentication names. */
  public AirflowSettings secrets(SecretSource source) {
    return new AirflowSettings(api, plainHttp, source, time, rest);
  }

  /** The time, and how to wait for it. */
  public AirflowSettings time(InstantSource clock, Pause pause) {
    return new AirflowSettings(api, plainHttp, secrets, new Time(clock, pause), rest);
  }

  /** Anything else about the client. */
  public AirflowSettings rest(UnaryOperator<RestSettings> change) {
    UnaryOperator<RestSettings> before = rest;
    return new AirflowSettings(
        api, plainHttp, secrets, time, settings -> change.apply(before.apply(settings)));
  }

  AirflowApi api() {
    return api;
  }

  boolean isPlainHttpAllowed() {
    return plainHttp;
  }

  SecretSource secretSource() {
    return secrets;
  }

  InstantSource clock() {
    return time.clock();
  }

  RestSettings on(RestSettings fresh) {
    return rest.apply(fresh.time(time.clock(), time.pause()));
  }
}
