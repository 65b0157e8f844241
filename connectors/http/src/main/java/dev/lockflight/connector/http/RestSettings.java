package dev.lockflight.connector.http;

import dev.lockflight.RetryPolicy;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.net.SocketFactory;
import javax.net.ssl.X509KeyManager;
import javax.net.ssl.X509TrustManager;

/** With what a client is opened. Immutable and thread-safe: each method returns another. */
public final class RestSettings {
  private final URI base;
  private final Identity identity;
  private final Patience patience;
  private final Dialect dialect;
  private final Wire wire;
  private final RestListener listener;

  /** Who calls. */
  record Identity(
      Credentials credentials, Set<Origin> origins, Map<String, String> headers, String product) {}

  /** How often and how long. */
  record Patience(
      RetryPolicy retry, Duration deadline, HostLimits limits, InstantSource clock, Pause pause) {}

  /** How the service speaks. */
  record Dialect(Naming naming, ProblemReader problems, long longestAnswer) {}

  /** How bytes travel. */
  record Wire(
      Duration silence,
      Optional<SocketFactory> sockets,
      Optional<X509TrustManager> trusted,
      Optional<X509KeyManager> identity) {}

  private RestSettings(
      URI base,
      Identity identity,
      Patience patience,
      Dialect dialect,
      Wire wire,
      RestListener listener) {
    this.base = base;
    this.identity = identity;
    this.patience = patience;
    this.dialect = dialect;
    this.wire = wire;
    this.listener = listener;
  }

  /**
   * The usual settings: no credentials, four attempts from one second apart, two minutes for a
   * call, {@link HostLimits#usual}, snake_case, answers up to 64 MiB unless streamed.
   *
   * @param base http or https, with a path below which all requests go, if the service has one
   */
  public static RestSettings of(URI base) {
    boolean web = "http".equals(base.getScheme()) || "https".equals(base.getScheme());
    if (!web
        || base.getHost() == null
        || base.getRawQuery() != null
        || base.getRawFragment() != null
        || base.getUserInfo() != null) {
      throw new InvalidRequestException(
          "base URI must be http(s)://host[:port][/path], without user and query: "
              + Origin.withoutQuery(base));
    }
    return new RestSettings(
        base,
        new Identity(Credentials.none(), Set.of(Origin.of(base)), Map.of(), ""),
        new Patience(
            RetryPolicy.upTo(4),
            Duration.ofMinutes(2),
            HostLimits.usual(),
            InstantSource.system(),
            Pause.real()),
        new Dialect(Naming.SNAKE_CASE, (problem, answer) -> problem, 64L << 20),
        new Wire(Duration.ofSeconds(30), Optional.empty(), Optional.empty(), Optional.empty()),
        event -> {});
  }

  /** Sent to the base URI's origin only, and to those of {@link #alsoTrusting}. */
  public RestSettings credentials(Credentials credentials) {
    return with(new Identity(credentials, identity.origins, identity.headers, identity.product));
  }

  /** The credentials are also for this scheme, host and port. */
  public RestSettings alsoTrusting(URI origin) {
    Set<Origin> more = new HashSet<>(identity.origins);
    var unused = more.add(Origin.of(origin));
    return with(
        new Identity(identity.credentials, Set.copyOf(more), identity.headers, identity.product));
  }

  /** A header of every request to the hosts that get the credentials. */
  public RestSettings header(String name, String value) {
    Map<String, String> more = new LinkedHashMap<>(identity.headers);
    more.put(name, value);
    return with(
        new Identity(identity.credentials, identity.origins, Map.copyOf(more), identity.product));
  }

  /** Added behind {@code lockflight/<version>} in User-Agent, for example {@code acme-etl/1.4}. */
  public RestSettings product(String product) {
    return with(new Identity(identity.credentials, identity.origins, identity.headers, product));
  }

  /** How often a call is tried and how long it waits in between. */
  public RestSettings retry(RetryPolicy retry) {
    return with(
        new Patience(retry, patience.deadline, patience.limits, patience.clock, patience.pause));
  }

  /**
   * How long a call may take in all, with its retries and waits, up to the answer's last byte,
   * unless the request says so itself. Streamed answers and bodies over a mebibyte get a day.
   */
  public RestSettings deadline(Duration deadline) {
    return with(
        new Patience(patience.retry, deadline, patience.limits, patience.clock, patience.pause));
  }

  public RestSettings limits(HostLimits limits) {
    return with(
        new Patience(patience.retry, patience.deadline, limits, patience.clock, patience.pause));
  }

  /** The time, and how to wait for it. */
  public RestSettings time(InstantSource clock, Pause pause) {
    return with(new Patience(patience.retry, patience.deadline, patience.limits, clock, pause));
  }

  public RestSettings naming(Naming naming) {
    return with(new Dialect(naming, dialect.problems, dialect.longestAnswer));
  }

  /** What the connector knows better about the errors of its service. */
  public RestSettings problems(ProblemReader reader) {
    return with(new Dialect(dialect.naming, reader, dialect.longestAnswer));
  }

  /** More bytes than these are read only by streaming. */
  public RestSettings longestAnswer(long bytes) {
    return with(new Dialect(dialect.naming, dialect.problems, bytes));
  }

  /** How long a connection may move no byte before it counts as broken. */
  public RestSettings silence(Duration silence) {
    return with(new Wire(silence, wire.sockets, wire.trusted, wire.identity));
  }

  /** Other sockets than TCP's, for example a Unix domain socket's. */
  public RestSettings sockets(SocketFactory sockets) {
    return with(new Wire(wire.silence, Optional.of(sockets), wire.trusted, wire.identity));
  }

  /** Whom to trust instead of the platform's authorities, for a server with a private one. */
  public RestSettings trusting(X509TrustManager authorities) {
    return with(new Wire(wire.silence, wire.sockets, Optional.of(authorities), wire.identity));
  }

  /** By which certificate the client proves who it is, to a server that asks for one. */
  public RestSettings identifiedBy(X509KeyManager identity) {
    return with(new Wire(wire.silence, wire.sockets, wire.trusted, Optional.of(identity)));
  }

  public RestSettings listener(RestListener listener) {
    return new RestSettings(base, identity, patience, dialect, wire, listener);
  }

  private RestSettings with(Identity identity) {
    return new RestSettings(base, identity, patience, dialect, wire, listener);
  }

  private RestSettings with(Patience patience) {
    return new RestSettings(base, identity, patience, dialect, wire, listener);
  }

  private RestSettings with(Dialect dialect) {
    return new RestSettings(base, identity, patience, dialect, wire, listener);
  }

  private RestSettings with(Wire wire) {
    return new RestSettings(base, identity, patience, dialect, wire, listener);
  }

  URI base() {
    return base;
  }

  Identity identity() {
    return identity;
  }

  Patience patience() {
    return patience;
  }

  Dialect dialect() {
    return dialect;
  }

  Wire wire() {
    return wire;
  }

  RestListener heard() {
    return listener;
  }

  @Override
  public String toString() {
    return "settings for " + Origin.withoutQuery(base);
  }
}
