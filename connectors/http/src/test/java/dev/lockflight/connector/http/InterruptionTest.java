package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
class InterruptionTest extends LocalService {
  private static final long HUNG = 5_000;
  @TempDir Path directory;

  /** What the work ended with, once interrupted. */
  private static final class Interrupted {
    private final AtomicReference<Throwable> thrown =
        new AtomicReference<>(new AssertionError("it ended well"));
    private final Thread thread;

    Interrupted(Callable<?> work) {
      thread =
          new Thread(
              () -> {
                try {
                  var unused = work.call();
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      thread.start();
    }

    /** When it can do nothing but wait: interrupted earlier, it would notice by itself. */
    Throwable onceBlocked() throws InterruptedException {
      while (thread.isAlive() && !isBlocked()) {
        Thread.onSpinWait();
      }
      return now();
    }

    private boolean isBlocked() {
      StackTraceElement[] stack = thread.getStackTrace();
      return thread.getState() == Thread.State.WAITING
          || thread.getState() == Thread.State.TIMED_WAITING
          || (stack.length > 0
              && stack[0].isNativeMethod()
              && stack[0].getClassName().startsWith("sun.nio.ch."));
    }

    Throwable now() throws InterruptedException {
      thread.interrupt();
      thread.join(HUNG);
      assertThat(thread.isAlive()).as("still running").isFalse();
      return java.util.Objects.requireNonNull(thrown.get());
    }
  }

  private RestClient clientOf(URI uri) {
    return open(RestSettings.of(uri).listener(events::add));
  }

  @Test
  void a_call_that_waits_for_its_answer_is_aborted() throws Exception {
    try (RawServer server = RawServer.saying("")) {
      RestClient client = clientOf(server.uri());
      Interrupted call = new Interrupted(() -> client.send(Request.get("/x")));
      server.awaitReached();

      assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
      assertThat(server.isLeft()).isTrue();
      assertThat(server.connections()).isEqualTo(1);
    }
  }

  @Test
  void a_call_that_reads_a_slow_body_is_aborted() throws Exception {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
      RestClient client = clientOf(server.uri());
      Interrupted call = new Interrupted(() -> client.send(Request.get("/x")));
      server.awaitReached();

      assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
      assertThat(server.isLeft()).isTrue();
    }
  }

  @Test
  void a_download_is_aborted_and_leaves_no_file() throws Exception {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nabc")) {
      RestClient client = clientOf(server.uri());
      Interrupted call =
          new Interrupted(() -> client.download(Request.get("/x"), directory.resolve("x")));
      server.awaitReached();

      assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
      try (Stream<Path> files = Files.list(directory)) {
        assertThat(files).isEmpty();
      }
    }
  }

  @Test
  void an_upload_nobody_reads_is_aborted() throws Exception {
    try (RawServer server = RawServer.deaf()) {
      RestClient client = clientOf(server.uri());
      Body big = Body.stream("text/plain", 1L << 30, Endless::new);
      Interrupted call = new Interrupted(() -> client.send(Request.put("/x").body(big)));
      server.awaitReached();

      assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void a_call_that_cannot_connect_is_aborted() throws Exception {
    try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      List<Socket> queue = fill(full);
      RestClient client = clientOf(URI.create("http://127.0.0.1:" + full.getLocalPort()));
      Interrupted call = new Interrupted(() -> client.send(Request.get("/x")));

      assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
      for (Socket socket : queue) {
        socket.close();
      }
    }
  }

  /** Connections that nobody accepts, until no other one is let in. */
  private static List<Socket> fill(ServerSocket server) throws IOException {
    List<Socket> queue = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      queue.add(new Socket(server.getInetAddress(), server.getLocalPort()));
    }
    return queue;
  }

  @Test
  void a_rest_before_the_next_attempt_is_ended() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(503)));
    CountDownLatch rests = new CountDownLatch(1);
    Pause pause =
        wait -> {
          rests.countDown();
          Pause.real().rest(seconds(60));
        };
    RestClient client = open(settings().time(InstantSource.system(), pause));
    Interrupted call = new Interrupted(() -> client.send(Request.get("/x")));
    assertThat(rests.await(10, TimeUnit.SECONDS)).isTrue();

    assertThat(call.onceBlocked()).isInstanceOf(InterruptedException.class);
  }

  @Test
  void a_call_that_waits_for_its_turn_is_ended() throws Exception {
    try (RawServer server = RawServer.saying("")) {
      RestClient client =
          open(RestSettings.of(server.uri()).limits(HostLimits.usual().concurrent(1)));
      Interrupted first = new Interrupted(() -> client.send(Request.get("/x")));
      server.awaitReached();
      Interrupted second = new Interrupted(() -> client.send(Request.get("/x")));

      assertThat(second.onceBlocked()).isInstanceOf(InterruptedException.class);
      assertThat(first.onceBlocked()).isInstanceOf(InterruptedException.class);
    }
  }

  @Test
  void a_thread_that_is_interrupted_already_sends_nothing() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    CountDownLatch go = new CountDownLatch(1);
    Interrupted call =
        new Interrupted(
            () -> {
              try {
                go.await();
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return client.send(Request.post("/x"));
            });

    assertThat(call.now()).isInstanceOf(InterruptedException.class);
    assertThat(SERVICE.getAllServeEvents()).isEmpty();
  }

  @Test
  void closing_the_client_ends_its_calls() throws Exception {
    try (RawServer server = RawServer.saying("")) {
      RestClient client = clientOf(server.uri());
      AtomicReference<Throwable> thrown = new AtomicReference<>();
      Thread call =
          new Thread(
              () -> {
                try {
                  var unused = client.send(Request.get("/x"));
                } catch (Throwable e) {
                  thrown.set(e);
                }
              });
      call.start();
      server.awaitReached();
      client.close();
      call.join(HUNG);

      assertThat(thrown.get())
          .isInstanceOf(RestException.class)
          .hasMessageContaining("the client was closed; it may have taken effect");
    }
  }
}
