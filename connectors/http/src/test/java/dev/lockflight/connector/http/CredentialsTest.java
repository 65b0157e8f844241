package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.connector.http.TokenSource.Token;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class CredentialsTest extends LocalService {
  private final AtomicInteger fetched = new AtomicInteger();

  private Token fetch() {
    return new Token("token-" + fetched.incrementAndGet(), time.instant().plusSeconds(3600));
  }

  @Override
  RestSettings settings() {
    return super.settings()
        .credentials(Credentials.renewed(this::fetch, Duration.ofMinutes(5), time));
  }

  @BeforeEach
  void serve() {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
  }

  private static List<String> seen() {
    return SERVICE.findAll(anyRequestedFor(anyUrl())).stream()
        .map(r -> r.containsHeader("Authorization") ? r.getHeader("Authorization") : "none")
        .toList();
  }

  private static void refuse(String token) {
    SERVICE.stubFor(
        any(anyUrl())
            .withHeader("Authorization", equalTo("Bearer " + token))
            .willReturn(aResponse().withStatus(401).withBody("{\"message\":\"Bad token\"}")));
  }

  @Test
  void a_token_is_fetched_once_and_again_before_it_expires() throws Exception {
    var unused = client.send(Request.get("/1"));
    time.pass(Duration.ofMinutes(54));
    unused = client.send(Request.get("/2"));
    time.pass(Duration.ofMinutes(1));
    unused = client.send(Request.get("/3"));

    assertThat(seen()).containsExactly("Bearer token-1", "Bearer token-1", "Bearer token-2");
  }

  @Test
  void a_refused_token_is_renewed_and_the_call_sent_again() throws Exception {
    refuse("token-1");

    assertThat(client.send(Request.post("/x").json(List.of())).status()).isEqualTo(200);
    assertThat(seen()).containsExactly("Bearer token-1", "Bearer token-2");
    assertThat(events.toString()).contains("401, sent again with renewed credentials");
  }

  @Test
  void it_is_renewed_only_once() {
    refuse("token-1");
    refuse("token-2");

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("401 Bad token; ")
        .hasMessageContaining("check the credentials: they are missing, wrong or expired");
    assertThat(seen()).hasSize(2);
  }

  @Test
  void credentials_that_stay_the_same_are_not_tried_again() {
    refuse("fixed-token");
    open(settings().credentials(Credentials.bearer("fixed-token")));

    assertThatThrownBy(() -> client.send(Request.get("/x"))).isInstanceOf(AnswerException.class);
    assertThat(seen()).hasSize(1);
  }

  @Test
  void a_request_may_go_as_someone_else_or_as_nobody() throws Exception {
    var unused = client.send(Request.get("/x").as(Credentials.basic("ümläut", "p:w")));
    unused = client.send(Request.get("/x").as(Credentials.none()));

    assertThat(seen()).containsExactly("Basic w7xtbMOkdXQ6cDp3", "none");
    assertThat(fetched).hasValue(0);
  }

  @Test
  void many_threads_renew_it_once() throws Exception {
    refuse("token-1");
    ExecutorService many = Executors.newFixedThreadPool(8);
    try {
      Callable<Integer> call = () -> client.send(Request.get("/x")).status();
      for (Future<Integer> status : many.invokeAll(Collections.nCopies(16, call))) {
        assertThat(status.get()).isEqualTo(200);
      }
    } finally {
      many.shutdownNow();
    }
    assertThat(fetched).hasValue(2);
  }

  @Test
  void a_token_that_cannot_be_fetched_is_told_as_it_is_and_not_tried_again() {
    AtomicInteger asked = new AtomicInteger();
    TokenSource broken =
        () -> {
          asked.incrementAndGet();
          throw new InvalidRequestException("no client id");
        };
    open(settings().credentials(Credentials.renewed(broken, Duration.ofMinutes(5), time)));

    assertThatThrownBy(() -> client.send(Request.get("/x"))).hasMessage("no client id");
    assertThat(asked).hasValue(1);
    assertThat(seen()).isEmpty();
  }

  @Test
  void a_token_that_takes_too_long_leaves_no_time_for_the_call() {
    TokenSource slow =
        () -> {
          time.pass(Duration.ofMinutes(3));
          return fetch();
        };
    open(settings().credentials(Credentials.renewed(slow, Duration.ofMinutes(5), time)));

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOf(NotSentException.class)
        .hasMessageContaining("the time for the whole call, PT2M, is over; give it more");
    assertThat(seen()).isEmpty();
  }

  @Test
  void tokens_are_not_shown() {
    assertThat(fetch()).hasToString("*** until 2026-11-20T11:00:00Z");
    assertThat(settings().toString() + client).doesNotContain("token");
  }
}
