package dev.lockflight.engine;

import dev.lockflight.EnvironmentName;
import dev.lockflight.ItemPath;
import dev.lockflight.Order;
import dev.lockflight.Principal;
import dev.lockflight.RunId;
import dev.lockflight.json.Json;
import dev.lockflight.json.OrderJson;
import dev.lockflight.run.Resolution;
import dev.lockflight.store.RunStore;
import java.util.Optional;
import java.util.UUID;

/**
 * Asks the engine of another process to do something, through the store they share. Each method
 * returns the request's id; {@link #answer} tells what came of it. Thread-safe.
 */
public final class Requests {
  /** What came of a request: {@code message} is empty when it was done. */
  public record Outcome(boolean isDone, String message) {}

  record AbortBody(RunId run, Principal by, String reason) {}

  record OrderBody(String type, String order) {}

  record RerunBody(RunId run, String fromStage, Principal by, String reason) {}

  record RollbackBody(
      EnvironmentName environment, RollbackTarget target, Principal by, String reason) {}

  record ResolveBody(
      RunId run, ItemPath step, Resolution resolution, Principal by, String reason) {}

  private final RunStore store;

  private Requests(RunStore store) {
    this.store = store;
  }

  public static Requests to(RunStore store) {
    return new Requests(store);
  }

  public String approve(Answer answer) {
    return send("approve", answer);
  }

  public String reject(Answer answer) {
    return send("reject", answer);
  }

  public String abort(RunId run, Principal by, String reason) {
    return send("abort", new AbortBody(run, by, reason));
  }

  /** As {@link Engine#order}. */
  public String order(Order order) {
    return send("order", new OrderBody(OrderJson.type(order), OrderJson.body(order)));
  }

  /** As {@link Engine#rerun}; the outcome's message tells the new run. */
  public String rerun(RunId run, String fromStage, Principal by, String reason) {
    return send("rerun", new RerunBody(run, fromStage, by, reason));
  }

  /** As {@link Engine#rollback}; the outcome's message tells the new run. */
  public String rollback(
      EnvironmentName environment, RollbackTarget target, Principal by, String reason) {
    return send("rollback", new RollbackBody(environment, target, by, reason));
  }

  public String resolve(
      RunId run, ItemPath step, Resolution resolution, Principal by, String reason) {
    return send("resolve", new ResolveBody(run, step, resolution, by, reason));
  }

  /** What the owner answered, once it has. */
  public Optional<Outcome> answer(String request) {
    return store.answerTo(request).map(json -> Json.read(json, Outcome.class));
  }

  private String send(String kind, Object body) {
    String id = UUID.randomUUID().toString();
    store.send(new RunStore.Request(id, kind, Json.write(body)));
    return id;
  }
}
