package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import dev.lockflight.FailureClass;
import dev.lockflight.RetryPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class RateLimitTest {
  private static final String STATUS = FakeGitHub.REPOSITORY + "/statuses/" + FakeGitHub.SHA;
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private final AtomicReference<Instant> time = new AtomicReference<>(NOW);
  private GitHub github;

  @BeforeEach
  void open() {
    github = GitHub.open(settings().retry(RetryPolicy.upTo(2)).deadline(Duration.ofHours(2)));
  }

  private GitHubSettings settings() {
    return SERVER.settings().time(time::get, wait -> time.updateAndGet(now -> now.plus(wait)));
  }

  @AfterEach
  void close() {
    github.close();
  }

  private void set(GitHub by) throws InterruptedException {
    by.repository("acme/warehouse").statuses().set(FakeGitHub.SHA, CommitStatus.success("a"));
  }

  private static void refusedOnce(ResponseDefinitionBuilder refusal) {
    SERVER.stubs(
        post(STATUS)
            .inScenario("limit")
            .whenScenarioStateIs("Started")
            .willReturn(refusal)
            .willSetStateTo("open"));
    SERVER.stubs(
        post(STATUS)
            .inScenario("limit")
            .whenScenarioStateIs("open")
            .willReturn(aResponse().withStatus(201)));
  }

  private static ResponseDefinitionBuilder forbidden(String message) {
    return aResponse().withStatus(403).withBody("{\"message\":\"" + message + "\"}");
  }

  @Test
  void a_spent_hour_is_waited_for() throws Exception {
    refusedOnce(
        forbidden("API rate limit exceeded for installation ID 77.")
            .withHeader("x-ratelimit-remaining", "0")
            .withHeader("x-ratelimit-reset", String.valueOf(NOW.getEpochSecond() + 600)));

    set(github);

    assertThat(time.get()).isBetween(NOW.plusSeconds(601), NOW.plusSeconds(602));
  }

  @Test
  void a_secondary_limit_that_is_told_only_by_its_words_is_waited_for_a_minute() throws Exception {
    refusedOnce(
        forbidden("You have exceeded a secondary rate limit. Please wait a few minutes.")
            .withHeader("x-ratelimit-remaining", "4999"));

    set(github);

    assertThat(time.get()).isBetween(NOW.plusSeconds(60), NOW.plusSeconds(61));
  }

  @Test
  void the_time_that_github_names_is_waited() throws Exception {
    refusedOnce(
        forbidden("You have exceeded a secondary rate limit.").withHeader("Retry-After", "7"));

    set(github);

    assertThat(time.get()).isBetween(NOW.plusSeconds(7), NOW.plusSeconds(8));
  }

  @Test
  void a_wait_beyond_the_deadline_fails_as_transient_and_says_so() {
    refusedOnce(
        forbidden("API rate limit exceeded")
            .withHeader("x-ratelimit-remaining", "0")
            .withHeader("x-ratelimit-reset", String.valueOf(NOW.getEpochSecond() + 3000)));
    try (GitHub hasty = GitHub.open(settings().retry(RetryPolicy.upTo(2)))) {
      assertThatThrownBy(() -> set(hasty))
          .isInstanceOfSatisfying(
              GitHubException.class,
              e -> {
                assertThat(e.kind()).isEqualTo(GitHubException.Kind.RATE_LIMITED);
                assertThat(e.asStepFailure().failureClass()).isEqualTo(FailureClass.TRANSIENT);
              })
          .hasMessageContaining("the hourly rate limit");
    }
  }

  @Test
  void a_plain_403_is_no_limit() {
    refusedOnce(
        forbidden("Resource not accessible by personal access token")
            .withHeader("x-ratelimit-remaining", "4999")
            .withHeader("X-Accepted-GitHub-Permissions", "statuses=write"));

    assertThatThrownBy(() -> set(github))
        .isInstanceOfSatisfying(
            GitHubException.class,
            e -> assertThat(e.kind()).isEqualTo(GitHubException.Kind.PERMISSION))
        .hasMessageContaining("GitHub accepts statuses=write");
    assertThat(time.get()).isEqualTo(NOW);
  }

  @Test
  void what_is_left_is_read_from_either_version_of_the_answer() throws Exception {
    SERVER.answers(
        get("/rate_limit"),
        200,
        "{\"resources\":{\"core\":{\"limit\":1000,\"used\":1,\"remaining\":999,\"reset\":1772366400}}}");

    assertThat(github.rateLimit())
        .isEqualTo(new GitHub.RateLimit(1000, 999, Instant.parse("2026-03-01T12:00:00Z")));
  }
}
