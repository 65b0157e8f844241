package dev.lockflight.connector.chat;

import dev.lockflight.testkit.contract.NotifierContract;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import tools.jackson.databind.JsonNode;

class TeamsNotifierTest extends NotifierContract {
  private final FakeChat teams = FakeChat.teams();

  @Override
  protected Channel open() {
    teams.server().resetRequests();
    return new Channel(
        Chat.teams(FakeChat.WEBHOOK, teams.secrets()), this::received, teams.server()::stop);
  }

  private List<Received> received() {
    return teams.posted().stream().map(TeamsNotifierTest::read).toList();
  }

  static Received read(JsonNode message) {
    JsonNode card = message.get("attachments").get(0).get("content");
    List<JsonNode> body = card.get("body").values().stream().toList();
    String text =
        body.stream()
            .flatMap(block -> block.get("inlines").values().stream())
            .map(run -> run.get("text").asString())
            .collect(Collectors.joining("\n"));
    String id = body.get(body.size() - 1).get("id").asString();
    return new Received(id.substring("lockflight-".length()), text);
  }

  @AfterEach
  void stop() {
    teams.close();
  }
}
