package dev.lockflight.connector.chat;

import dev.lockflight.testkit.contract.NotifierContract;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

class SlackNotifierTest extends NotifierContract {
  private final FakeChat slack = FakeChat.slack();

  @Override
  protected Channel open() {
    slack.server().resetRequests();
    return new Channel(
        Chat.slack(FakeChat.WEBHOOK, slack.secrets()), this::received, slack.server()::stop);
  }

  private List<Received> received() {
    return slack.posted().stream().map(SlackNotifierTest::read).toList();
  }

  /** As people read it: entities are the letters they stand for. */
  static Received read(JsonNode message) {
    List<JsonNode> blocks = message.get("blocks").values().stream().toList();
    String text =
        blocks.stream()
            .flatMap(
                block ->
                    block.has("text")
                        ? java.util.stream.Stream.of(block.get("text"))
                        : block.get("elements").values().stream())
            .map(object -> object.get("text").asString())
            .collect(Collectors.joining("\n"));
    String id = blocks.get(blocks.size() - 1).get("block_id").asString();
    return new Received(
        id.substring("lockflight-".length()),
        text.replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&"));
  }

  @AfterEach
  void stop() {
    slack.close();
  }
}
