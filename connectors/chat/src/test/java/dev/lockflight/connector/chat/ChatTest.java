package dev.lockflight.connector.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lockflight.FailureClass;
import dev.lockflight.MissingSecretException;
import dev.lockflight.Notifier;
import dev.lockflight.SecretSource;
import dev.lockflight.StepFailedException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class ChatTest {
  private final FakeChat slack = FakeChat.slack();
  private final FakeChat teams = FakeChat.teams();

  @AfterEach
  void stop() {
    slack.close();
    teams.close();
  }

  private Notifier toSlack() {
    return Chat.slack(FakeChat.WEBHOOK, slack.secrets());
  }

  private Notifier toTeams() {
    return Chat.teams(FakeChat.WEBHOOK, teams.secrets());
  }

  private static Notifier slackAt(String webhook) {
    return Chat.slack(FakeChat.WEBHOOK, SecretSource.of(Map.of("WEBHOOK", webhook)));
  }

  @Test
  void slack_gets_a_header_sections_and_a_footer() throws Exception {
    toSlack().send(FakeChat.failed("delivery ended FAILED", "rows < 10 & more", "explain"));

    JsonNode message = slack.posted().get(0);
    assertThat(message.get("text").asString()).isEqualTo("❌ delivery ended FAILED");
    assertThat(message.get("blocks").values().stream().map(block -> block.get("type").asString()))
        .containsExactly("header", "section", "section", "context");
    assertThat(message.get("blocks").get(1).get("text").get("text").asString())
        .isEqualTo("rows &lt; 10 &amp; more");
    assertThat(message.toString()).doesNotContain("mrkdwn\",\"text");
  }

  /** Slack answers invalid_blocks to anything longer. */
  @Test
  void slack_gets_no_more_than_it_takes() throws Exception {
    String[] paragraphs = new String[80];
    java.util.Arrays.fill(paragraphs, "<&>🚢".repeat(1_500));
    toSlack().send(FakeChat.failed("<&>".repeat(60), paragraphs));

    JsonNode blocks = slack.posted().get(0).get("blocks");
    assertThat(blocks.size()).isEqualTo(50);
    for (JsonNode block : blocks.values()) {
      JsonNode text = block.has("text") ? block.get("text") : block.get("elements").get(0);
      int most = block.get("type").asString().equals("header") ? 150 : 3_000;
      assertThat(text.get("text").asString().length()).isBetween(1, most);
      assertThat(text.get("text").asString()).doesNotEndWith("&lt").doesNotContain("\ud83d…");
    }
  }

  @Test
  void teams_gets_an_adaptive_card() throws Exception {
    toTeams().send(FakeChat.failed("delivery ended FAILED", "first\nsecond", "**explain**"));

    JsonNode attachment = teams.posted().get(0).get("attachments").get(0);
    assertThat(attachment.get("contentType").asString())
        .isEqualTo("application/vnd.microsoft.card.adaptive");
    JsonNode card = attachment.get("content");
    assertThat(card.get("type").asString()).isEqualTo("AdaptiveCard");
    assertThat(card.get("version").asString()).isEqualTo("1.4");
    assertThat(card.get("body").values())
        .allSatisfy(block -> assertThat(block.get("type").asString()).isEqualTo("RichTextBlock"))
        .hasSize(5);
  }

  @Test
  void teams_gets_no_more_than_28_kilobytes() throws Exception {
    String[] paragraphs = new String[40];
    java.util.Arrays.fill(paragraphs, "日本語\n".repeat(500));
    toTeams().send(FakeChat.failed("日".repeat(150), paragraphs));

    byte[] body =
        JsonMapper.shared()
            .writeValueAsString(teams.posted().get(0))
            .getBytes(StandardCharsets.UTF_8);
    assertThat(body.length).isBetween(2_000, 28 * 1024);
  }

  @ParameterizedTest
  @CsvSource({
    "400, invalid_payload, FATAL, report it as a defect",
    "403, action_prohibited, FATAL, restricted posting",
    "404, no_service, FATAL, make another webhook",
    "410, channel_is_archived, FATAL, make another webhook",
    "500, rollup_error, TRANSIENT, status.slack.com"
  })
  void what_slack_answers_is_told_with_what_to_do(
      int status, String said, FailureClass failureClass, String advice) {
    slack.answers(aResponse().withStatus(status).withBody(said));

    assertThatThrownBy(() -> toSlack().send(FakeChat.failed("failed")))
        .isInstanceOfSatisfying(
            StepFailedException.class, e -> assertThat(e.failureClass()).isEqualTo(failureClass))
        .hasMessageContainingAll("Slack did not take it", String.valueOf(status), said, advice);
  }

  @Test
  void a_rate_limit_is_waited_for_as_long_as_slack_says() throws Exception {
    slack.server().resetMappings();
    var unused =
        slack
            .server()
            .stubFor(
                any(anyUrl())
                    .inScenario("limit")
                    .whenScenarioStateIs(com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED)
                    .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1"))
                    .willSetStateTo("free"));
    unused =
        slack
            .server()
            .stubFor(
                any(anyUrl())
                    .inScenario("limit")
                    .whenScenarioStateIs("free")
                    .willReturn(aResponse().withStatus(200).withBody("ok")));

    toSlack().send(FakeChat.failed("failed"));

    assertThat(slack.server().getAllServeEvents()).hasSize(2);
    assertThat(slack.posted()).hasSize(1);
  }

  @Test
  void a_limit_too_far_off_is_left_to_the_sender() {
    slack.answers(aResponse().withStatus(429).withHeader("Retry-After", "3600"));

    assertThatThrownBy(() -> toSlack().send(FakeChat.failed("failed")))
        .isInstanceOfSatisfying(
            StepFailedException.class,
            e -> assertThat(e.failureClass()).isEqualTo(FailureClass.TRANSIENT))
        .hasMessageContaining("429");
    assertThat(slack.server().getAllServeEvents()).hasSize(1);
  }

  @Test
  void the_address_of_a_webhook_is_in_no_failure() {
    slack.answers(aResponse().withStatus(404).withBody("no_service /services/T00000000"));
    teams.answers(aResponse().withStatus(500).withBody("sig=s3cr3tT0ken"));

    assertThat(trace(toSlack())).doesNotContain("s3cr3tT0ken", "/services/T00000000/B00000000");
    assertThat(trace(toTeams())).doesNotContain("s3cr3tT0ken", "/workflows/abc");
    slack.server().stop();
    assertThat(trace(toSlack())).doesNotContain("s3cr3tT0ken").contains("no answer");
    assertThat(trace(slackAt("https://hooks.slack.com/ s3cr3tT0ken")))
        .doesNotContain("s3cr3tT0ken")
        .contains("no address");
    assertThat(toSlack().toString()).doesNotContain("s3cr3tT0ken");
  }

  private static String trace(Notifier notifier) {
    StringWriter text = new StringWriter();
    try {
      notifier.send(FakeChat.failed("failed"));
    } catch (Exception e) {
      e.printStackTrace(new PrintWriter(text));
    }
    return text.toString();
  }

  @Test
  void what_is_no_webhook_is_refused_before_anything_is_sent() {
    assertThatThrownBy(() -> slackAt("http://hooks.slack.com/services/x").send(hello()))
        .hasMessageContaining("secret WEBHOOK is no webhook of Slack: it must be https");
    assertThatThrownBy(() -> slackAt("ftp://x").send(hello()))
        .hasMessageContaining("must be https");
    assertThatThrownBy(
            () ->
                Chat.teams(
                        FakeChat.WEBHOOK,
                        SecretSource.of(
                            Map.of("WEBHOOK", "https://x.webhook.office.com/webhookb2")))
                    .send(hello()))
        .isInstanceOf(StepFailedException.class)
        .hasMessageContaining("Office 365 connectors are retired");
    assertThatThrownBy(() -> Chat.slack(FakeChat.WEBHOOK, SecretSource.none()).send(hello()))
        .isInstanceOf(MissingSecretException.class)
        .hasMessageContaining("WEBHOOK");
  }

  private static dev.lockflight.Notification hello() {
    return FakeChat.failed("hello");
  }
}
