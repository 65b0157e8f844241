package dev.lockflight.connector.http;

import dev.lockflight.Progress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;

/**
 * OkHttp, on the caller's thread, with all that it would do by itself switched off: what is
 * repeated and followed is decided, and told, by this module. Thread-safe.
 */
final class Wire implements AutoCloseable {
  private static final Duration LONGEST_CONNECT = Duration.ofSeconds(10);

  private final OkHttpClient http;
  private final InstantSource clock;
  private volatile boolean closed;

  Wire(RestSettings.Wire settings, InstantSource clock) {
    this.clock = clock;
    Duration silence = settings.silence();
    OkHttpClient.Builder builder =
        new OkHttpClient.Builder()
            .followRedirects(false)
            .followSslRedirects(false)
            .retryOnConnectionFailure(false)
            .fastFallback(false)
            .connectTimeout(silence.compareTo(LONGEST_CONNECT) < 0 ? silence : LONGEST_CONNECT)
            .readTimeout(silence)
            .writeTimeout(silence)
            .connectionPool(new ConnectionPool())
            .socketFactory(settings.sockets().orElseGet(InterruptibleSockets::new))
            .eventListenerFactory(Wire::mark)
            .addNetworkInterceptor(chain -> RawRetryAfter.hide(chain.proceed(chain.request())));
    if (settings.trusted().isPresent() || settings.identity().isPresent()) {
      trust(builder, settings);
    }
    if (settings.sockets().isPresent()) {
      var unused = builder.proxy(Proxy.NO_PROXY).dns(Wire::nowhere);
    }
    http = builder.build();
  }

  /** The sockets handed in know where they lead; no name is looked up. */
  private static List<InetAddress> nowhere(String host) {
    return List.of(InetAddress.getLoopbackAddress());
  }

  private static EventListener mark(Call call) {
    SentMark mark = call.request().tag(SentMark.class);
    return mark == null ? EventListener.NONE : mark;
  }

  private static void trust(OkHttpClient.Builder builder, RestSettings.Wire settings) {
    try {
      X509TrustManager authorities = settings.trusted().orElse(null);
      if (authorities == null) {
        authorities = platformAuthorities();
      }
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(
          settings.identity().map(identity -> new KeyManager[] {identity}).orElse(null),
          new TrustManager[] {authorities},
          null);
      var unused = builder.sslSocketFactory(context.getSocketFactory(), authorities);
    } catch (GeneralSecurityException e) {
      throw new InvalidRequestException("these certificates cannot be used: " + e, e);
    }
  }

  private static X509TrustManager platformAuthorities() throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    return (X509TrustManager) factory.getTrustManagers()[0];
  }

  /**
   * Sends it and reads its answer.
   *
   * @throws WireException when the network fails
   * @throws IOException what the reading throws by itself
   * @throws InterruptedException when interrupted; the connection is closed then
   */
  <T> T send(Outgoing outgoing, Optional<Consumer<Progress>> follower, Received.Reading<T> reading)
      throws IOException, InterruptedException {
    SentMark mark = new SentMark();
    Call call = http.newCall(request(outgoing, mark, follower));
    // None at all would be no limit.
    long left = Math.max(1, outgoing.left().toMillis());
    var unused = call.timeout().timeout(left, TimeUnit.MILLISECONDS);
    try {
      Response response = call.execute();
      try (response) {
        return reading.read(received(response, outgoing, follower));
      } catch (WireException e) {
        throw e;
      } catch (IOException e) {
        throw new ReaderException(e);
      } finally {
        if (Thread.currentThread().isInterrupted()) {
          call.cancel();
        }
      }
    } catch (WireException | SentBody.SourceException e) {
      throw interruptedOr(e);
    } catch (ReaderException e) {
      throw interruptedOr(e.reason());
    } catch (IOException e) {
      throw interruptedOr(new WireException(mark.stage(), e));
    }
  }

  private static IOException interruptedOr(IOException e) throws InterruptedException {
    if (Thread.interrupted()) {
      InterruptedException interrupted = new InterruptedException("the call was interrupted");
      var unused = interrupted.initCause(e);
      throw interrupted;
    }
    return e;
  }

  private static Request request(
      Outgoing outgoing, SentMark mark, Optional<Consumer<Progress>> follower) {
    Body body = outgoing.body();
    String what = outgoing.method() + " " + outgoing.uri().getPath();
    boolean carries = outgoing.method().needsBody() || body.length() != 0;
    Request.Builder builder =
        new Request.Builder()
            .url(outgoing.uri().toString())
            .tag(SentMark.class, mark)
            .method(
                outgoing.method().name(),
                carries ? new SentBody(body, new Moved(what, body.length(), follower)) : null);
    outgoing.headers().forEach((name, value) -> add(builder, name, value));
    return builder.build();
  }

  private static void add(Request.Builder builder, String name, String value) {
    try {
      var unused = builder.header(name, value);
    } catch (IllegalArgumentException e) {
      // Its message quotes the value, which may be a secret with a line break at its end.
      throw new InvalidRequestException(
          "header " + name + " has a character that headers cannot have; is there a line break?");
    }
  }

  private Received received(
      Response response, Outgoing outgoing, Optional<Consumer<Progress>> follower) {
    AnswerHead head =
        new AnswerHead(
            outgoing.uri(),
            response.code(),
            RawRetryAfter.shown(response.headers().toMultimap()),
            clock.instant());
    long length = response.body().contentLength();
    String what = outgoing.method() + " " + outgoing.uri().getPath();
    boolean followed = response.code() < 300 && outgoing.body().length() == 0;
    Moved moved = new Moved(what, length, followed ? follower : Optional.empty());
    return new Received(head, length, new IncomingStream(response.body().byteStream(), moved));
  }

  boolean isClosed() {
    return closed;
  }

  /** Aborts what is under way. */
  @Override
  public void close() {
    closed = true;
    http.dispatcher().cancelAll();
    http.connectionPool().evictAll();
  }

  /** What the one who reads threw. */
  private static final class ReaderException extends IOException {
    private final IOException reason;

    ReaderException(IOException reason) {
      super(reason);
      this.reason = reason;
    }

    IOException reason() {
      return reason;
    }
  }
}
