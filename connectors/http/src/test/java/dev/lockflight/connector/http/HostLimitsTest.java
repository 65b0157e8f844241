package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import dev.lockflight.FailureClass;
import dev.lockflight.RetryPolicy;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class HostLimitsTest extends LocalService {
  @RegisterExtension
  static final WireMockExtension ANOTHER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  @BeforeEach
  void serve() {
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    ANOTHER.stubFor(any(anyUrl()).willReturn(ok()));
  }

  private void open(HostLimits limits) {
    open(settings().retry(RetryPolicy.NEVER).limits(limits));
  }

  private void send(int times, Request request) throws InterruptedException {
    for (int i = 0; i < times; i++) {
      var unused = client.send(request);
    }
  }

  @Test
  void calls_keep_the_rate() throws Exception {
    open(HostLimits.usual().calls(2, seconds(1)));

    send(5, Request.get("/x"));

    assertThat(time.rests()).containsExactly(seconds(1), seconds(1));
    assertThat(events.toString()).contains("waits PT1S: rate of 2 per PT1S");
  }

  @Test
  void writes_have_a_rate_of_their_own() throws Exception {
    open(HostLimits.usual().writes(1, seconds(3)));

    send(2, Request.get("/x"));
    send(2, Request.post("/x"));
    send(1, Request.get("/x"));

    assertThat(time.rests()).containsExactly(seconds(3));
  }

  @Test
  void nothing_is_waited_for_when_nobody_asked_for_it() throws Exception {
    InstantSource real =
        () -> {
          time.pass(Duration.ofNanos(100));
          return time.instant();
        };
    open(settings().time(real, time));

    send(3, Request.get("/x"));

    assertThat(time.rests()).isEmpty();
    assertThat(events.toString()).doesNotContain("waits");
  }

  @Test
  void the_last_bytes_of_a_body_are_not_held_back() throws Exception {
    try (Socket socket = new InterruptibleSockets().createSocket()) {
      assertThat(socket.getTcpNoDelay()).isTrue();
    }
  }

  @Test
  void a_turn_beyond_the_deadline_is_not_waited_for() throws Exception {
    open(HostLimits.usual().calls(1, seconds(60)));
    send(1, Request.get("/x"));

    assertThatThrownBy(() -> client.send(Request.get("/x").within(seconds(30))))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("no turn at localhost:" + SERVICE.getPort() + " within its deadline");
    assertThat(SERVICE.getAllServeEvents()).hasSize(1);
  }

  @Test
  void only_so_many_calls_are_under_way() throws Exception {
    open(HostLimits.usual().concurrent(2));
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    Callable<Integer> call =
        () ->
            client.read(
                Request.get("/x"),
                answer -> {
                  most.accumulateAndGet(now.incrementAndGet(), Math::max);
                  Thread.onSpinWait();
                  now.decrementAndGet();
                  return answer.head().status();
                });
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      for (Future<Integer> status : many.invokeAll(Collections.nCopies(100, call))) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(most).hasValueBetween(1, 2);
    assertThat(events.toString()).contains("/x: waits for one of 2 calls to end");
  }

  private void failing(int status) {
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(status)));
  }

  private void sendBadly(int times) {
    for (int i = 0; i < times; i++) {
      assertThatThrownBy(() -> client.send(Request.get("/x"))).isInstanceOf(AnswerException.class);
    }
  }

  @Test
  void a_broken_host_is_left_in_peace_until_it_is_back() throws Exception {
    open(HostLimits.usual().breaker(4, 50, seconds(30)));
    failing(503);
    sendBadly(4);

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOfSatisfying(
            NotSentException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
        .hasMessageContaining("failed too often lately, so nothing was sent; try again later");
    assertThat(SERVICE.getAllServeEvents()).hasSize(4);
    SERVICE.stubFor(any(anyUrl()).willReturn(ok()));
    time.pass(seconds(31));
    send(5, Request.get("/x"));

    assertThat(events)
        .filteredOn(e -> !(e instanceof RestEvent.Answered))
        .extracting(RestEvent::toString)
        .containsExactly(
            "localhost:%d failed too often: no call before 2026-11-20T10:00:30Z"
                .formatted(SERVICE.getPort()),
            "localhost:%d answers again".formatted(SERVICE.getPort()));
  }

  @Test
  void another_host_is_not_blamed() throws Exception {
    open(HostLimits.usual().breaker(4, 50, seconds(30)));
    failing(500);
    sendBadly(4);

    assertThat(client.send(Request.get(URI.create(ANOTHER.baseUrl() + "/x"))).status())
        .isEqualTo(200);
  }

  @Test
  void what_is_the_callers_fault_does_not_open_the_breaker() {
    open(HostLimits.usual().breaker(2, 50, seconds(30)));
    for (int status : List.of(400, 401, 403, 404, 409, 422, 429)) {
      failing(status);
      sendBadly(1);
    }
    assertThat(events).hasOnlyElementsOfType(RestEvent.Answered.class);
  }

  @Test
  void without_a_breaker_every_call_goes_out() {
    open(HostLimits.usual().withoutBreaker());
    failing(503);

    sendBadly(50);

    assertThat(SERVICE.getAllServeEvents()).hasSize(50);
  }

  @Test
  void limits_that_let_nothing_through_are_refused() {
    assertThatThrownBy(() -> HostLimits.usual().concurrent(0))
        .hasMessage("concurrent calls must be at least 1: 0");
    assertThatThrownBy(() -> HostLimits.usual().calls(0, seconds(1)))
        .hasMessage("rate must be positive: 0 per PT1S");
    assertThatThrownBy(() -> HostLimits.usual().breaker(1, 101, seconds(1)))
        .hasMessage("breaker must be positive: 101 % of 1 calls, PT1S");
  }
}
