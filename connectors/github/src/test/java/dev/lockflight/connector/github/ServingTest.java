package dev.lockflight.connector.github;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.BranchPattern;
import dev.lockflight.Call;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.connector.github.webhook.Webhooks;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.Triggers;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A program that stays, with everything GitHub can start runs by. */
class ServingTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @RegisterExtension static final FakeGitHub SERVER = FakeGitHub.started();

  private static final class Noting implements Call<String> {
    @Override
    public String name() {
      return "note";
    }

    @Override
    public String run(StepContext context) {
      return "noted";
    }
  }

  private static Pipeline delivery() {
    return Pipeline.of(
        "delivery",
        new PipelinePart.StartedOn(List.of(new Trigger.Push(List.of(new BranchPattern("main"))))),
        Stage.of("build").run(Step.of(new Noting())));
  }

  @Test
  void branches_answers_and_webhooks_together() throws Exception {
    SERVER.answers(
        get(urlPathEqualTo(FakeGitHub.REPOSITORY + "/branches/main")),
        200,
        "{\"name\":\"main\",\"commit\":{\"sha\":\"c1\",\"author\":null}}");
    BlockingQueue<String> log = new LinkedBlockingQueue<>();
    RunStore store = new InMemoryRunStore();
    Pipeline delivery = delivery();
    String secret = "a secret of both";
    try (GitHub github = GitHub.open(SERVER.settings())) {
      Repository warehouse = github.repository("acme/warehouse");
      GitHubAnswers answers = warehouse.approvals().answering("data-owners").byComments();
      try (Engine engine = Engine.on(store).open(delivery);
          Triggers triggers =
              Triggers.on(engine)
                  .releasing(warehouse.revisions(), "main")
                  .polling(warehouse.revisions(), "main", MINUTE)
                  .answeredBy(answers, MINUTE)
                  .followedBy(event -> log.add(event.describe()))
                  .open()) {
        WebhookEndpoint endpoint = warehouse.webhooks(Webhooks.signedWith(secret), triggers);

        assertThat(endpoint.health().status()).isEqualTo(200);
        assertThat(log.poll(30, TimeUnit.SECONDS))
            .isEqualTo("main of GitHub acme/warehouse is at c1; the next commit starts runs");
      }
    }
  }
}
