package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Call;
import dev.lockflight.Environment;
import dev.lockflight.Output;
import dev.lockflight.Release;
import dev.lockflight.testkit.fake.FakeContext;
import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class ReportTest {
  private static final String COMMENTS = FakeGitHub.REPOSITORY + "/issues/7/comments";
  private static final Output<String> STG = Output.of("stg", String.class);

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private static PullRequestReport report(int failures) {
    PullRequestReport report =
        PullRequestReport.of("dbt build on stage")
            .counting("success", 12)
            .counting("error", failures)
            .took(Duration.ofSeconds(83))
            .linking(URI.create("https://ci.example/7"));
    for (int i = 1; i <= failures; i++) {
      report = report.failing("model.shop.m" + i, "column | @alice\nis gone");
    }
    return report;
  }

  @Test
  void totals_time_and_link_are_told_and_failures_come_first() {
    assertThat(report(1).markdown(60_000))
        .isEqualTo(
            """
            ### ❌ dbt build on stage

            **13 in all**, 12 success, 1 error, in 1 min 23 s

            | failed | why |
            | --- | --- |
            | model.shop.m1 | column \\| @&#8203;alice is gone |

            [The whole result](<https://ci.example/7>)
            """);
  }

  @Test
  void it_stays_within_the_limit_and_counts_what_it_leaves_out() {
    String text = report(5_000).markdown(Shortened.COMMENT - 500);

    assertThat(text.length()).isBetween(60_000, Shortened.COMMENT - 500);
    assertThat(text)
        .contains("more failures are not shown here")
        .endsWith("(<https://ci.example/7>)\n");
  }

  @Test
  void a_step_shows_it_once_per_pipeline_and_environment() throws Exception {
    SERVER.isCalledBy("lockflight[bot]");
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/commits/" + FakeGitHub.SHA + "/pulls")),
        200,
        "[" + Pulls.open(7).listed() + "]");
    SERVER.answers(get(FakeGitHub.REPOSITORY + "/pulls/7"), 200, Pulls.open(7).json());
    SERVER.answers(get(urlPathEqualTo(COMMENTS)), 200, "[]");
    SERVER.answers(
        post(COMMENTS), 201, "{\"id\":5,\"user\":{\"login\":\"lockflight[bot]\"},\"body\":\"b\"}");
    try (GitHub github = GitHub.open(SERVER.settings())) {
      Call<Comment> step =
          github
              .repository("acme/warehouse")
              .onPullRequest()
              .report(STG, result -> PullRequestReport.of(result).counting("success", 3));

      Comment comment =
          step.run(
              FakeContext.ofRun("r")
                  .release(Release.of(FakeGitHub.SHA))
                  .in(Environment.of("stage"))
                  .with(STG, "dbt build"));

      assertThat(comment.id()).isEqualTo(5);
      assertThat(step.reads().contains(STG)).isTrue();
    }
    assertThat(SERVER.bodies("POST", COMMENTS).get(0).get("body").asString())
        .startsWith("<!-- lockflight: ")
        .contains(" stage -->\n### ✅ dbt build");
  }
}
