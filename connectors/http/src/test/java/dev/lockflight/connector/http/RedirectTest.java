package dev.lockflight.connector.http;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.absent;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.patch;
import static com.github.tomakehurst.wiremock.client.WireMock.patchRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedirectTest extends LocalService {
  /** Another port is another origin. */
  @RegisterExtension
  static final WireMockExtension STORAGE =
      WireMockExtension.newInstance()
          .options(WireMockConfiguration.wireMockConfig().bindAddress("127.0.0.1").dynamicPort())
          .build();

  private static ResponseDefinitionBuilder to(int status, String location) {
    return aResponse().withStatus(status).withHeader("Location", location);
  }

  @Override
  RestSettings settings() {
    return super.settings().credentials(Credentials.bearer("ghs_s3cret")).header("X-Version", "1");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 307, 308})
  void the_method_and_the_body_are_kept(int status) throws Exception {
    SERVICE.stubFor(patch("/repos/old").willReturn(to(status, "/repositories/1000")));
    SERVICE.stubFor(patch("/repositories/1000").willReturn(okJson("{}")));

    Answer answer = client.send(Request.patch("/repos/old").json(Map.of("name", "n")));

    assertThat(answer.uri().getPath()).isEqualTo("/repositories/1000");
    SERVICE.verify(
        patchRequestedFor(urlEqualTo("/repositories/1000"))
            .withHeader("Authorization", equalTo("Bearer ghs_s3cret"))
            .withHeader("X-Version", equalTo("1"))
            .withRequestBody(equalTo("{\"name\":\"n\"}")));
  }

  @Test
  void see_other_is_a_look() throws Exception {
    SERVICE.stubFor(post("/x").willReturn(to(303, "y")));
    SERVICE.stubFor(get("/y").willReturn(okJson("{}")));

    assertThat(client.send(Request.post("/x").json(List.of())).status()).isEqualTo(200);
    SERVICE.verify(getRequestedFor(urlEqualTo("/y")).withRequestBody(absent()));
  }

  @Test
  void another_host_gets_no_credentials_and_none_of_the_requests_own_headers() throws Exception {
    SERVICE.stubFor(
        get("/logs").willReturn(to(302, STORAGE.baseUrl() + "/blob?sig=a%2Bb%3D&se=2026")));
    STORAGE.stubFor(get(urlPathEqualTo("/blob")).willReturn(okJson("{}")));

    var unused =
        client.send(
            Request.get("/logs")
                .header("X-Registry-Auth", "k3y")
                .header("Accept", "application/zip"));

    STORAGE.verify(
        getRequestedFor(urlEqualTo("/blob?sig=a%2Bb%3D&se=2026"))
            .withoutHeader("Authorization")
            .withoutHeader("X-Registry-Auth")
            .withoutHeader("X-Version")
            .withHeader("Accept", equalTo("application/zip")));
    assertThat(events.toString())
        .contains("302 to " + STORAGE.baseUrl() + "/blob")
        .doesNotContain("sig=");
  }

  @Test
  void a_host_that_is_trusted_too_gets_the_credentials() throws Exception {
    STORAGE.stubFor(any(anyUrl()).willReturn(okJson("{}")));
    open(settings().alsoTrusting(URI.create(STORAGE.baseUrl())));

    var unused = client.send(Request.post(URI.create(STORAGE.baseUrl() + "/assets?name=a")));

    STORAGE.verify(
        anyRequestedFor(urlEqualTo("/assets?name=a"))
            .withHeader("Authorization", equalTo("Bearer ghs_s3cret")));
  }

  @Test
  void a_signed_uri_of_another_host_gets_no_credentials() throws Exception {
    STORAGE.stubFor(any(anyUrl()).willReturn(okJson("{}")));

    var unused = client.send(Request.put(URI.create(STORAGE.baseUrl() + "/part?sig=1")));

    STORAGE.verify(anyRequestedFor(anyUrl()).withoutHeader("Authorization"));
  }

  @Test
  void going_round_in_circles_ends() {
    SERVICE.stubFor(get("/x").willReturn(to(302, "/x")));

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOf(UnreadableAnswerException.class)
        .hasMessageContaining("redirected more than 10 times");
    assertThat(SERVICE.getAllServeEvents()).hasSize(11);
  }

  @Test
  void a_redirect_can_be_an_answer() throws Exception {
    SERVICE.stubFor(post("/policies").willReturn(to(303, "/policies/1")));

    Answer answer = client.send(Request.post("/policies").accepting(303));

    assertThat(answer.status()).isEqualTo(303);
    assertThat(answer.header("location")).contains("/policies/1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://host/x", "http://", "javascript:alert(1)"})
  void a_redirect_to_nowhere_is_an_error(String location) {
    SERVICE.stubFor(get("/x").willReturn(to(302, location)));

    assertThatThrownBy(() -> client.send(Request.get("/x")))
        .isInstanceOf(AnswerException.class)
        .hasMessageContaining("302");
  }

  @Test
  void a_body_that_is_there_once_is_not_redirected() {
    SERVICE.stubFor(any(urlEqualTo("/x")).willReturn(to(307, "/y")));
    Body once = Body.once("text/plain", 1, new ByteArrayInputStream(new byte[1]));

    assertThatThrownBy(() -> client.send(Request.put("/x").body(once)))
        .hasMessageContaining("the body can be sent only once; give a repeatable one");
  }

  @Test
  void another_attempt_begins_at_the_beginning() throws Exception {
    SERVICE.stubFor(get("/logs").willReturn(to(302, STORAGE.baseUrl() + "/blob")));
    STORAGE.stubFor(
        get("/blob")
            .inScenario("s")
            .whenScenarioStateIs("Started")
            .willReturn(aResponse().withStatus(503))
            .willSetStateTo("well"));
    STORAGE.stubFor(
        get("/blob").inScenario("s").whenScenarioStateIs("well").willReturn(okJson("{}")));

    assertThat(client.send(Request.get("/logs")).status()).isEqualTo(200);
    SERVICE.verify(2, getRequestedFor(urlEqualTo("/logs")));
  }
}
