package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RestClientTest {
  @RegisterExtension
  static final WireMockExtension SERVER =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private RestClient client;

  record Pull(long number, String headSha, Optional<String> mergedBy) {}

  @BeforeEach
  void open() {
    client =
        RestClient.open(
            RestSettings.of(URI.create(SERVER.baseUrl() + "/api"))
                .credentials(Credentials.bearer("ghs_s3cret"))
                .header("X-GitHub-Api-Version", "2022-11-28")
                .product("acme-etl/1.4"));
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void a_value_is_read_from_snake_case() throws Exception {
    SERVER.stubFor(
        get("/api/pulls/7").willReturn(okJson("{\"number\":7,\"head_sha\":\"ab\",\"more\":[1]}")));

    assertThat(client.send(Request.get("/pulls/{number}", 7)).as(Pull.class))
        .isEqualTo(new Pull(7, "ab", Optional.empty()));
  }

  record Job(String name, List<String> tags, Map<String, Long> sizes, Instant at) {}

  @Test
  void lists_and_maps_that_are_missing_are_empty_and_all_else_must_be_there() throws Exception {
    SERVER.stubFor(
        get("/api/jobs")
            .willReturn(
                okJson(
                    "[{\"name\":\"a\",\"tags\":null,\"at\":\"2026-11-20T10:00:00Z\"},{\"name\":null}]")));

    JsonTree jobs = client.send(Request.get("/jobs")).json();

    assertThat(jobs.items().get(0).as(Job.class))
        .isEqualTo(new Job("a", List.of(), Map.of(), Instant.parse("2026-11-20T10:00:00Z")));
    assertThatThrownBy(() -> jobs.items().get(1).as(Job.class))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("[1].name does not fit Job");
  }

  @Test
  void a_value_is_written_in_snake_case_without_what_is_absent() throws Exception {
    SERVER.stubFor(post("/api/pulls").willReturn(okJson("{}")));

    var unused =
        client.send(
            Request.post("/pulls").json(Map.of("pull", new Pull(1, "ab", Optional.empty()))));

    SERVER.verify(
        postRequestedFor(urlEqualTo("/api/pulls"))
            .withHeader("Content-Type", equalTo("application/json"))
            .withRequestBody(equalToJson("{\"pull\":{\"number\":1,\"head_sha\":\"ab\"}}")));
  }

  @Test
  void every_request_says_who_calls() throws Exception {
    SERVER.stubFor(get("/api/user").willReturn(okJson("{}")));

    var unused = client.send(Request.get("/user"));

    SERVER.verify(
        getRequestedFor(urlEqualTo("/api/user"))
            .withHeader("User-Agent", matching("lockflight/\\d[\\w.-]+ acme-etl/1\\.4"))
            .withHeader("Authorization", equalTo("Bearer ghs_s3cret"))
            .withHeader("Accept", equalTo("application/json, */*;q=0.5"))
            .withHeader("X-GitHub-Api-Version", equalTo("2022-11-28")));
  }

  @Test
  void an_error_is_told_with_all_that_helps() {
    SERVER.stubFor(
        get("/api/pulls/8?token=x")
            .willReturn(
                aResponse()
                    .withStatus(404)
                    .withHeader("X-GitHub-Request-Id", "F00:1")
                    .withBody(
                        "{\"message\":\"Not Found for ghs_s3cret\",\"documentation_url\":\"u\"}")));

    assertThatThrownBy(() -> client.send(Request.get("/pulls/8").query("token", "x")))
        .isInstanceOf(AnswerException.class)
        .hasMessage(
            "GET %s/api/pulls/8: 404 Not Found for *** [request F00:1]; check the name, and that the"
                + " credentials may see it",
            SERVER.baseUrl());
  }

  @Test
  void json_of_any_shape_is_walked() throws Exception {
    SERVER.stubFor(
        get("/api/run")
            .willReturn(
                okJson("{\"state\":{\"code\":401},\"tasks\":[{\"key\":\"a\"}],\"n\":null}")));

    JsonTree run = client.send(Request.get("/run")).json();

    assertThat(run.at("state", "code").text()).isEqualTo("401");
    assertThat(run.at("tasks").items()).extracting(t -> t.at("key").text()).isEqualTo(List.of("a"));
    assertThat(run.at("n").isPresent()).isFalse();
    assertThatThrownBy(() -> run.at("state", "name").text())
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("state.name should be a text and is nothing");
  }
}
