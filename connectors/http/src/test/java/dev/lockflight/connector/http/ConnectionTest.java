package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.github.tomakehurst.wiremock.http.Fault;
import dev.lockflight.FailureClass;
import dev.lockflight.RetryPolicy;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class ConnectionTest extends LocalService {
  private RestClient once(URI uri) {
    return open(
        RestSettings.of(uri)
            .retry(RetryPolicy.NEVER)
            .silence(Duration.ofMillis(300))
            .time(InstantSource.system(), Pause.real()));
  }

  private static URI nobody() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return URI.create("http://127.0.0.1:" + socket.getLocalPort());
    }
  }

  private static NoAnswerException lost(RestClient client, Request request) {
    return catchThrowableOfType(NoAnswerException.class, () -> client.send(request));
  }

  @Test
  void nobody_there_means_nothing_was_sent() throws Exception {
    NoAnswerException lost = lost(once(nobody()), Request.post("/x"));

    assertThat(lost.mayHaveArrived()).isFalse();
    assertThat(lost)
        .hasMessageContaining("no connection")
        .hasMessageContaining("nothing was sent: check the address, the network and the proxy");
  }

  @Test
  void even_a_post_is_tried_again_when_nothing_was_sent() throws Exception {
    URI nobody = nobody();
    RestClient client = open(settings(nobody));

    assertThat(lost(client, Request.post("/x"))).hasMessageContaining("given up after 4 attempts");
  }

  private RestSettings settings(URI uri) {
    return RestSettings.of(uri).retry(RetryPolicy.upTo(4)).time(time, time);
  }

  @Test
  void an_unknown_host_is_said_to_be_unknown() {
    assertThat(lost(once(URI.create("http://nowhere.invalid")), Request.get("/x")))
        .hasMessageContaining("unknown host");
  }

  @Test
  void silence_ends_a_call() throws Exception {
    try (RawServer server = RawServer.saying("")) {
      NoAnswerException lost = lost(once(server.uri()), Request.get("/x"));

      assertThat(lost).hasMessageContaining("silence for PT0.3S");
      assertThat(lost.mayHaveArrived()).isTrue();
    }
  }

  @Test
  void silence_in_the_middle_of_a_body_ends_a_call() throws Exception {
    try (RawServer server = RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\n{")) {
      assertThat(lost(once(server.uri()), Request.get("/x"))).hasMessageContaining("silence for");
    }
  }

  @Test
  void the_deadline_ends_a_body_that_drips() {
    SERVICE.stubFor(get("/x").willReturn(ok("0123456789").withChunkedDribbleDelay(10, 20_000)));
    RestClient client = open(RestSettings.of(URI.create(SERVICE.baseUrl())));

    assertThat(lost(client, Request.get("/x").within(Duration.ofMillis(500))))
        .hasMessageContaining("not finished within PT0.5S");
  }

  @Test
  void a_slow_answer_within_the_deadline_is_waited_for() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(okJson("[1]").withChunkedDribbleDelay(3, 400)));

    assertThat(client.send(Request.get("/x")).asListOf(Integer.class)).containsExactly(1);
  }

  @Test
  void a_body_shorter_than_announced_is_a_broken_connection() throws Exception {
    String cut = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n{\"a\"";
    try (RawServer server = RawServer.saying(cut)) {
      RestClient client = once(server.uri());

      assertThat(lost(client, Request.get("/x"))).isNotNull();
    }
  }

  @Test
  void a_stranger_that_speaks_no_http_is_no_answer() throws Exception {
    try (RawServer server = RawServer.saying("SSH-2.0-OpenSSH_9.2\r\n\r\n")) {
      assertThat(lost(once(server.uri()), Request.get("/x")))
          .hasMessageContaining("the connection broke");
    }
  }

  @Test
  void json_that_breaks_off_may_be_whole_another_time() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(okJson("{\"id\": [1, 2")));
    Answer answer = client.send(Request.get("/x"));

    UnreadableAnswerException cut =
        catchThrowableOfType(UnreadableAnswerException.class, answer::json);
    assertThat(cut).hasMessageContaining("the JSON breaks off after 12 bytes");
    assertThat(cut.failureClass()).isEqualTo(FailureClass.TRANSIENT);
  }

  @Test
  void a_page_instead_of_json_is_named() throws Exception {
    SERVICE.stubFor(
        get("/x")
            .willReturn(
                ok("<!DOCTYPE html><html><head><title>Sign in\n to Proxy</title></head></html>")
                    .withHeader("Content-Type", "text/html; charset=utf-8")));
    Answer answer = client.send(Request.get("/x"));

    assertThatThrownBy(() -> answer.as(Object.class))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageEndingWith(
            "the answer 200 (text/html; charset=utf-8) is no JSON: an HTML page, \"Sign in to"
                + " Proxy\"; check that the base URI is the service's and no proxy's");
  }

  @Test
  void json_under_another_content_type_is_read() throws Exception {
    SERVICE.stubFor(
        get("/x").willReturn(ok("{\"id\":1}").withHeader("Content-Type", "text/plain")));

    assertThat(client.send(Request.get("/x")).json().at("id").number()).isEqualTo(1);
  }

  @Test
  void no_body_where_one_is_wanted_is_said() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(aResponse().withStatus(204)));
    Answer answer = client.send(Request.get("/x"));

    assertThat(answer.text()).isEmpty();
    assertThatThrownBy(answer::json).hasMessageContaining("the answer 204 has no body");
  }

  @Test
  void json_of_another_shape_is_named_with_its_place() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(okJson("{\"runs\":[{\"id\":\"many\"}]}")));
    Answer answer = client.send(Request.get("/x"));

    assertThatThrownBy(() -> answer.asListOf(Numbered.class, "runs"))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("runs[0].id does not fit Numbered");
  }

  record Numbered(long id) {}

  @Test
  void an_answer_that_is_too_long_is_not_held() {
    SERVICE.stubFor(get("/x").willReturn(ok("x".repeat(1001))));

    assertThatThrownBy(() -> open(settings().longestAnswer(1000)).send(Request.get("/x")))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("longer than 1000 bytes; read it as a stream");
  }

  /** Old proxies close a connection that another call would use again. */
  @Test
  void a_connection_closed_behind_an_answer_costs_at_most_a_retry() throws Exception {
    SERVICE.stubFor(get("/x").willReturn(ok().withHeader("Connection", "close")));
    SERVICE.stubFor(get("/y").willReturn(aResponse().withFault(Fault.EMPTY_RESPONSE)));
    for (int i = 0; i < 5; i++) {
      assertThat(client.send(Request.get("/x")).status()).isEqualTo(200);
    }
    assertThat(time.rests()).isEmpty();
  }
}
