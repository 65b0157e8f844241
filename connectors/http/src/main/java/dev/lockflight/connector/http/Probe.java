package dev.lockflight.connector.http;

import dev.lockflight.Gate;
import java.net.URI;
import java.time.Duration;

/**
 * Gates that knock at a door once. {@code polled(every(…))} knocks until somebody answers or the
 * time is over; {@code failingAfter(n)} limits how often.
 *
 * <pre>{@code
 * .verify(httpOk(URI.create("http://localhost:8080/")).polled(every(ofSeconds(5), ofMinutes(3))))
 * }</pre>
 */
public final class Probe {
  static final Duration PATIENCE = Duration.ofSeconds(10);

  private Probe() {}

  /**
   * Opens when a GET is answered with 2xx within ten seconds; redirects are followed. FAILED when
   * the server answers anything else; ERRORED when there is no answer.
   */
  public static Gate httpOk(URI uri) {
    return new HttpGate(uri);
  }

  /**
   * Opens when a TCP connection can be made within ten seconds. FAILED when it is refused; ERRORED
   * when the host is unknown or does not answer.
   */
  public static Gate tcpOpen(String host, int port) {
    return new TcpGate(host, port);
  }
}
