package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** No canary gets out, whatever happens to it. */
class RedactionTest extends LocalService {
  private static final String CANARY = "c4n+ary/\"==";

  @Override
  RestSettings settings() {
    return super.settings().credentials(Credentials.bearer(CANARY));
  }

  private static Request everywhere() {
    return Request.post("/x")
        .query("sig", CANARY)
        .header("X-Api-Key", CANARY)
        .form(Map.of("client_secret", CANARY))
        .hiding(CANARY);
  }

  private String told(Throwable thrown) {
    StringWriter all = new StringWriter();
    thrown.printStackTrace(new PrintWriter(all));
    return all + "\n" + events + "\n" + settings() + client + everywhere();
  }

  private void assertNothingGotOut(Throwable thrown) {
    assertThat(thrown).isInstanceOf(RestException.class);
    assertThat(told(thrown))
        .doesNotContain(CANARY)
        .doesNotContain(PercentEncoding.encode(CANARY))
        .doesNotContain(CANARY.replace("\"", "\\\""))
        .doesNotContain("c4n");
  }

  @Test
  void a_server_that_echoes_secrets_is_not_quoted() {
    String echo =
        "{\"message\":\"bad c4n+ary/\\\"==\",\"errors\":[\"c4n+ary/\\\"==\",\""
            + PercentEncoding.encode(CANARY)
            + "\"]}";
    SERVICE.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(422).withBody(echo)));

    Throwable thrown = catchThrowable(() -> client.send(everywhere()));

    assertThat(thrown).hasMessageContaining("bad ***");
    assertNothingGotOut(thrown);
  }

  @Test
  void an_answer_that_cannot_be_read_is_not_quoted() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("access_token=" + CANARY)));
    Answer answer = client.send(everywhere());

    assertNothingGotOut(catchThrowable(answer::json));
    assertThat(answer.toString()).doesNotContain("c4n");
  }

  @Test
  void a_value_of_another_type_is_not_quoted() throws Exception {
    SERVICE.stubFor(any(anyUrl()).willReturn(okJson("{\"expires\":\"c4n\"}")));
    Answer answer = client.send(Request.get("/x"));

    assertNothingGotOut(catchThrowable(() -> answer.as(Expiring.class)));
    assertNothingGotOut(catchThrowable(() -> answer.json().at("expires").number()));
  }

  record Expiring(long expires) {}

  @Test
  void an_address_is_told_without_its_query() throws Exception {
    URI signed;
    try (RawServer server =
        RawServer.saying("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n", true)) {
      signed = URI.create(server.uri() + "/blob?sig=c4n");
      assertNothingGotOut(catchThrowable(() -> client.send(Request.get(signed))));
    }
    assertThat(Request.get(signed)).hasToString("GET " + signed.toString().replace("?sig=c4n", ""));
  }

  @Test
  void a_header_that_cannot_be_sent_is_not_quoted() {
    Throwable thrown =
        catchThrowable(
            () -> open(settings().credentials(Credentials.bearer("c4n\n"))).send(everywhere()));

    assertThat(thrown)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("header Authorization has a character");
    assertThat(told(thrown)).doesNotContain("c4n");
  }

  @Test
  void short_words_are_no_secrets() {
    Redaction redaction = Redaction.of(java.util.List.of("a", "", "Bearer abcd"));

    assertThat(redaction.apply("a bar, abcd, Bearer abcd")).isEqualTo("a bar, ***, ***");
  }
}
