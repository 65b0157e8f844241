package dev.lockflight.connector.chat;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Notification;
import dev.lockflight.Notification.About;
import dev.lockflight.Notification.Event;
import dev.lockflight.Notification.Message;
import dev.lockflight.PipelineName;
import dev.lockflight.RunId;
import dev.lockflight.Secret;
import dev.lockflight.SecretSource;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The server behind a webhook. */
final class FakeChat implements AutoCloseable {
  static final Secret WEBHOOK = Secret.of("WEBHOOK");

  private final WireMockServer server =
      new WireMockServer(WireMockConfiguration.wireMockConfig().dynamicPort());
  private final String path;

  FakeChat(String path) {
    this.path = path;
    server.start();
  }

  /** As Slack documents it: the word ok. */
  static FakeChat slack() {
    FakeChat chat = new FakeChat("/services/T00000000/B00000000/s3cr3tT0ken");
    chat.answers(aResponse().withStatus(200).withBody("ok"));
    return chat;
  }

  /** As a workflow answers: accepted, and no body. */
  static FakeChat teams() {
    FakeChat chat = new FakeChat("/workflows/abc/triggers/manual/paths/invoke?sig=s3cr3tT0ken");
    chat.answers(aResponse().withStatus(202));
    return chat;
  }

  void answers(ResponseDefinitionBuilder answer) {
    server.resetMappings();
    var unused = server.stubFor(any(anyUrl()).willReturn(answer));
  }

  SecretSource secrets() {
    return SecretSource.of(Map.of("WEBHOOK", server.baseUrl() + path));
  }

  WireMockServer server() {
    return server;
  }

  List<JsonNode> posted() {
    return server.getAllServeEvents().stream()
        .filter(ServeEvent::getWasMatched)
        .filter(event -> event.getResponse().getStatus() < 300)
        .sorted(Comparator.comparing(event -> event.getRequest().getLoggedDate()))
        .map(event -> JsonMapper.shared().readTree(event.getRequest().getBody()))
        .toList();
  }

  static Notification failed(String title, String... paragraphs) {
    return new Notification(
        Event.FAILED,
        new About(RunId.of("run-7"), PipelineName.of("delivery"), EnvironmentName.of("prod")),
        9,
        Instant.EPOCH,
        Message.of(title, paragraphs));
  }

  @Override
  public void close() {
    server.stop();
  }
}
