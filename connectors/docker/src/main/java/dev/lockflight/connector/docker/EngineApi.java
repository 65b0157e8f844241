package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.RetryPolicy;
import dev.lockflight.connector.http.Answer;
import dev.lockflight.connector.http.JsonTree;
import dev.lockflight.connector.http.Naming;
import dev.lockflight.connector.http.Request;
import dev.lockflight.connector.http.RestClient;
import dev.lockflight.connector.http.RestException;
import dev.lockflight.connector.http.RestSettings;
import dev.lockflight.connector.http.StreamedAnswer;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Speaks to one engine in the newest version of its API that both know. Thread-safe. */
final class EngineApi implements AutoCloseable {
  /** A wait or a followed log may be silent for as long as the container works. */
  private static final Duration LONG = Duration.ofDays(7);

  private final DockerHost host;
  private final RestClient quick;
  private final RestClient patient;
  private volatile @Nullable ApiVersion version;

  private EngineApi(DockerHost host, RestClient quick, RestClient patient) {
    this.host = host;
    this.quick = quick;
    this.patient = patient;
  }

  static EngineApi open(DockerHost host) {
    RestSettings settings =
        settings(host)
            .naming(Naming.AS_WRITTEN)
            .retry(RetryPolicy.upTo(2))
            .problems(EngineProblem::read);
    return new EngineApi(
        host, RestClient.open(settings), RestClient.open(settings.silence(LONG).deadline(LONG)));
  }

  private static RestSettings settings(DockerHost host) {
    if (host.isSocket()) {
      return RestSettings.of(URI.create("http://docker.sock"))
          .sockets(new UnixSockets(host.socket()));
    }
    String authority = host.address().getHost() + ":" + host.address().getPort();
    if (host.certificates().isEmpty()) {
      return RestSettings.of(URI.create("http://" + authority));
    }
    ClientCertificate certificate = ClientCertificate.in(host.certificates().get());
    return RestSettings.of(URI.create("https://" + authority))
        .trusting(certificate.authorities())
        .identifiedBy(certificate.identity());
  }

  DockerHost host() {
    return host;
  }

  ApiVersion version() throws InterruptedException {
    ApiVersion known = version;
    if (known != null) {
      return known;
    }
    ApiVersion agreed = ApiVersion.agreed(ping(), host);
    version = agreed;
    return agreed;
  }

  /** The newest API version of the engine. */
  String ping() throws InterruptedException {
    Answer answer = calling(() -> quick.send(Request.get("/_ping")));
    return answer
        .header("Api-Version")
        .orElseThrow(
            () ->
                new InvalidDefinitionException(
                    host + " answers, but is no Docker Engine: it names no Api-Version"));
  }

  /** The path with the version in front. */
  Request get(String path, Object... values) throws InterruptedException {
    return Request.get(version() + path, values);
  }

  Request post(String path, Object... values) throws InterruptedException {
    return Request.post(version() + path, values);
  }

  Request delete(String path, Object... values) throws InterruptedException {
    return Request.delete(version() + path, values);
  }

  JsonTree json(Request request) throws InterruptedException {
    return calling(() -> quick.send(request)).json();
  }

  Answer send(Request request) throws InterruptedException {
    return calling(() -> quick.send(request));
  }

  /** For answers that take as long as the work they tell of. */
  <T> T follow(Request request, StreamedAnswer.Reader<T> reader) throws InterruptedException {
    return calling(
        () -> {
          try {
            return patient.read(request, reader);
          } catch (IOException e) {
            throw DockerException.passing(request + ": its answer cannot be read: " + e)
                .causedBy(e);
          }
        });
  }

  private interface Sending<T> {
    T send() throws InterruptedException;
  }

  private static <T> T calling(Sending<T> sending) throws InterruptedException {
    try {
      return sending.send();
    } catch (RestException e) {
      throw DockerException.of(e);
    }
  }

  @Override
  public void close() {
    quick.close();
    patient.close();
  }
}
