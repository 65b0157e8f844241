package dev.lockflight.connector.github;

import dev.lockflight.BranchPattern;
import dev.lockflight.Call;
import dev.lockflight.Parameter;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelinePart;
import dev.lockflight.Stage;
import dev.lockflight.Step;
import dev.lockflight.StepContext;
import dev.lockflight.Trigger;
import dev.lockflight.connector.github.WebhookEndpoint.Reply;
import dev.lockflight.connector.github.webhook.Webhooks;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.Triggers;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.ForwardingRunStore;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.store.StoreException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** An engine whose triggers hear webhooks, which the test signs. */
final class EndpointRig implements AutoCloseable {
  private static final String SECRET = "a secret of both";
  private static final Parameter<String> SIZE = Parameter.text("size").byDefault("1");

  final FailingStore store = new FailingStore();
  private final GitHub github;
  private Engine engine;
  private Triggers triggers;

  EndpointRig(FakeGitHub server) {
    github = GitHub.open(server.settings());
    open();
  }

  Triggers triggers() {
    return triggers;
  }

  /** A store that can be told to be full. */
  static final class FailingStore extends ForwardingRunStore {
    boolean isFull;

    FailingStore() {
      super(new InMemoryRunStore());
    }

    @Override
    public Optional<RunSummary> find(dev.lockflight.RunId run) {
      if (isFull) {
        throw new StoreException("the disk is full");
      }
      return super.find(run);
    }
  }

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

  private static Pipeline pipeline(String name, Trigger... triggers) {
    return Pipeline.of(
        name,
        new PipelinePart.StartedOn(List.of(triggers)),
        new PipelinePart.Parameters(List.of(SIZE)),
        Stage.of("build").run(Step.of(new Noting())));
  }

  private void open() {
    BranchPattern main = new BranchPattern("main");
    engine =
        Engine.on(store)
            .open(
                pipeline("delivery", new Trigger.Push(List.of(main))),
                pipeline("checks", new Trigger.PullRequest(List.of(main))),
                pipeline("release", new Trigger.Tag(new BranchPattern("v*"))),
                pipeline("promotion", new Trigger.Manual(List.of())));
    triggers = Triggers.on(engine).open();
  }

  void restart() {
    triggers.close();
    engine.close();
    open();
  }

  @Override
  public void close() {
    triggers.close();
    engine.close();
    github.close();
  }

  WebhookEndpoint endpoint() {
    return github.repository("acme/warehouse").webhooks(Webhooks.signedWith(SECRET), triggers);
  }

  static String signature(byte[] body) throws Exception {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
    return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
  }

  static Map<String, List<String>> headers(String event, String id, byte[] body) throws Exception {
    return Map.of(
        "X-Github-Event", List.of(event),
        "X-Github-Delivery", List.of(id),
        "Content-Type", List.of("application/json"),
        "X-Hub-Signature-256", List.of(signature(body)));
  }

  Reply receive(String event, String id, String json) throws Exception {
    return receive(endpoint(), event, id, json);
  }

  static Reply receive(WebhookEndpoint endpoint, String event, String id, String json)
      throws Exception {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    return endpoint.receive(headers(event, id, body), new ByteArrayInputStream(body));
  }

  static String push(String commit) {
    return """
        {"ref":"refs/heads/main","after":"%s","commits":[{"author":{"username":"bob"}}],
         "repository":{"full_name":"acme/warehouse"},"sender":{"login":"alice","type":"User"}}
        """
        .formatted(commit);
  }

  static String comment(String text) {
    return """
        {"action":"created","issue":{"number":7,"pull_request":{}},
         "comment":{"body":"%s","author_association":"MEMBER","user":{"login":"carol","type":"User"}},
         "repository":{"full_name":"acme/warehouse"},"sender":{"login":"carol","type":"User"}}
        """
        .formatted(text);
  }

  List<Run> runs() {
    return engine.list(RunStore.Query.newest(100)).stream()
        .map(run -> engine.find(run.run()).orElseThrow())
        .toList();
  }
}
