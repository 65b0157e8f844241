package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.containing;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import com.github.tomakehurst.wiremock.junit5.WireMockRuntimeInfo;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import dev.lockflight.RetryPolicy;
import dev.lockflight.connector.http.HostLimits;
import java.net.URI;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A GitHub of this test's answers, which checks after each test that every request, and every
 * answer the test invented, is as GitHub publishes it.
 */
final class FakeGitHub extends WireMockExtension {
  static final String SHA = "0123456789abcdef0123456789abcdef01234567";
  static final String REPOSITORY = "/repos/acme/warehouse";

  private FakeGitHub() {
    super(
        WireMockExtension.extensionOptions()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort()));
  }

  static FakeGitHub started() {
    return new FakeGitHub();
  }

  /** In no hurry to wait: writes are not slowed down. */
  GitHubSettings settings() {
    return settings("");
  }

  GitHubSettings settings(String path) {
    return GitHubSettings.at(URI.create(baseUrl() + path), GitHubLogin.token("ghp_s3cretT0ken"))
        .limits(HostLimits.usual())
        .retry(RetryPolicy.upTo(1));
  }

  void answers(MappingBuilder request, int status, String body) {
    var unused =
        stubFor(
            request.willReturn(
                aResponse()
                    .withStatus(status)
                    .withHeader("Content-Type", "application/json; charset=utf-8")
                    .withBody(body)));
  }

  void stubs(MappingBuilder answer) {
    var unused = stubFor(answer);
  }

  /** Answers with this login who the credentials are. */
  void isCalledBy(String login) {
    answers(
        post(urlPathEqualTo("/graphql")).withRequestBody(containing("viewer")),
        200,
        "{\"data\":{\"viewer\":{\"login\":\"" + login + "\"}}}");
  }

  /** The JSON bodies of the requests, oldest first. */
  List<JsonNode> bodies(String method, String path) {
    return getAllServeEvents().stream()
        .filter(event -> event.getRequest().getMethod().value().equals(method))
        .filter(event -> URI.create(event.getRequest().getUrl()).getPath().equals(path))
        .sorted(Comparator.comparing(event -> event.getRequest().getLoggedDate()))
        .map(event -> JsonMapper.shared().readTree(event.getRequest().getBody()))
        .toList();
  }

  @Override
  protected void onAfterEach(WireMockRuntimeInfo info) {
    Optional<PublishedApi> api = PublishedApi.get();
    List<String> faults = new ArrayList<>();
    for (ServeEvent event : getAllServeEvents()) {
      String url = event.getRequest().getUrl();
      String path = URI.create(url).getRawPath().replaceFirst("^/api/v3", "");
      if (api.isPresent() && !path.endsWith("/graphql") && !path.startsWith("/elsewhere")) {
        faults.addAll(faults(api.get(), event, path));
      }
    }
    assertThat(faults).isEmpty();
  }

  private static List<String> faults(PublishedApi api, ServeEvent event, String path) {
    LoggedRequest request = event.getRequest();
    String method = request.getMethod().value();
    Optional<PublishedApi.Operation> operation = api.operation(method, path);
    if (operation.isEmpty()) {
      return List.of("GitHub has no " + method + " " + path);
    }
    List<String> faults = new ArrayList<>(api.faultsOfRequest(operation.get(), request));
    if (!Documented.has(operation.get())) {
      faults.add(operation.get().name() + " is not in " + Documented.TABLE);
    }
    if (event.getWasMatched()) {
      faults.addAll(
          api.faultsOfAnswer(
              operation.get(), event.getResponse().getStatus(), event.getResponse().getBody()));
    } else {
      faults.add("the test has no answer for " + method + " " + request.getUrl());
    }
    return faults;
  }
}
