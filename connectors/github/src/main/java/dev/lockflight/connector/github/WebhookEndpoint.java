package dev.lockflight.connector.github;

import dev.lockflight.Cause;
import dev.lockflight.Release;
import dev.lockflight.Revision;
import dev.lockflight.Revisions;
import dev.lockflight.connector.github.webhook.Delivery;
import dev.lockflight.connector.github.webhook.WebhookEvent;
import dev.lockflight.connector.github.webhook.WebhookRejectedException;
import dev.lockflight.connector.github.webhook.Webhooks;
import dev.lockflight.engine.Occurrence;
import dev.lockflight.engine.TriggerEvent;
import dev.lockflight.engine.Triggers;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where GitHub delivers the webhooks of one repository: mount it in any HTTP server. A reply comes
 * when what the delivery starts is durable; a delivery that was handled is refused for ever, also
 * after a restart, and one whose handling failed may come again. The same commit told by a poll
 * starts nothing twice. Immutable and thread-safe.
 *
 * <ul>
 *   <li>push, tag, pull request and published release start what their triggers match. A pull
 *       request from a fork starts nothing, unless {@link #acceptingForks} says so.
 *   <li>{@code /promote [commit] [name=value ...]} on a pull request, by who may give commands, and
 *       repository_dispatch start the pipeline that {@link #byHand} names.
 *   <li>reviews, answers of required reviewers, {@code /approve} and {@code /reject} let the
 *       triggers ask GitHub for answers at once; see {@link GitHubAnswers}.
 * </ul>
 */
public final class WebhookEndpoint {
  /** GitHub delivers no larger ones. */
  private static final int MOST_BYTES = 25 << 20;

  /**
   * What to answer GitHub.
   *
   * @param body a sentence, which GitHub shows beside the delivery
   * @param problem why it could not be handled, for the server's log; else null
   */
  public record Reply(int status, String body, @Nullable Exception problem) {}

  private final Webhooks webhooks;
  private final StoredDeliveries deliveries;
  private final RepositoryCalls calls;
  private final Revisions revisions;
  private final Triggers triggers;
  private final @Nullable String byHand;
  private final boolean forks;

  private WebhookEndpoint(
      Webhooks webhooks,
      StoredDeliveries deliveries,
      RepositoryCalls calls,
      Triggers triggers,
      @Nullable String byHand,
      boolean forks) {
    this.webhooks = webhooks;
    this.deliveries = deliveries;
    this.calls = calls;
    this.revisions = new GitHubRevisions(calls);
    this.triggers = triggers;
    this.byHand = byHand;
    this.forks = forks;
  }

  static WebhookEndpoint of(RepositoryCalls calls, Webhooks webhooks, Triggers triggers) {
    StoredDeliveries deliveries = new StoredDeliveries(triggers);
    return new WebhookEndpoint(
        webhooks.remembering(deliveries), deliveries, calls, triggers, null, false);
  }

  /** What {@code /promote} and repository_dispatch start; without it, nothing. */
  public WebhookEndpoint byHand(String pipeline) {
    return new WebhookEndpoint(webhooks, deliveries, calls, triggers, pipeline, forks);
  }

  /** Pull requests from forks start runs too: code of strangers, with whatever the steps may. */
  public WebhookEndpoint acceptingForks() {
    return new WebhookEndpoint(webhooks, deliveries, calls, triggers, byHand, true);
  }

  /**
   * Handles one delivery; a call to GitHub may be made when the delivery does not tell the commit.
   *
   * @param headers as the server has them, under any case
   * @param body the very bytes that come; read to its end or to 25 MB, and not closed
   */
  public Reply receive(Map<String, List<String>> headers, InputStream body) {
    Delivery delivery;
    try {
      delivery = webhooks.receive(headers, body.readNBytes(MOST_BYTES + 1));
    } catch (WebhookRejectedException e) {
      return new Reply(e.status(), String.valueOf(e.getMessage()), null);
    } catch (IOException e) {
      return new Reply(400, "the body broke off", e);
    } catch (RuntimeException e) {
      return failed(e);
    }
    try {
      Reply reply = handle(delivery);
      deliveries.handled(delivery.id());
      return reply;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      webhooks.forget(delivery);
      return failed(e);
    } catch (IOException | RuntimeException e) {
      webhooks.forget(delivery);
      return failed(e);
    }
  }

  /** Whether deliveries could be handled now, for a load balancer: 200, or 503. */
  public Reply health() {
    try {
      boolean unused = triggers.isNoted("health");
      return new Reply(200, "ready", null);
    } catch (RuntimeException e) {
      return failed(e);
    }
  }

  private static Reply failed(Exception problem) {
    return new Reply(503, "it could not be handled; deliver it again", problem);
  }

  private Reply handle(Delivery delivery) throws IOException, InterruptedException {
    WebhookEvent event = delivery.event();
    if (event instanceof WebhookEvent.Ignored ignored) {
      return ignored(ignored.why());
    }
    if (!delivery.repository().equalsIgnoreCase(calls.name().toString())) {
      return ignored("it is of " + delivery.repository() + ", not of " + calls.name());
    }
    if (event instanceof WebhookEvent.Started started) {
      return started(delivery, started);
    }
    if (event instanceof WebhookEvent.Command command && command.word().equals("promote")) {
      return promote(delivery, command);
    }
    triggers.lookForAnswers();
    return new Reply(202, "GitHub is asked for answers to approvals", null);
  }

  private Reply started(Delivery delivery, WebhookEvent.Started started)
      throws IOException, InterruptedException {
    if (started.source().isFromFork() && !forks) {
      return ignored("it comes from a fork");
    }
    return switch (started.cause().kind()) {
      case MANUAL -> dispatched(delivery, started);
      case CRON, UPSTREAM, FAILURE ->
          ignored("a " + started.cause() + " is not heard of from GitHub");
      case PUSH, PULL_REQUEST, TAG -> {
        Optional<String> commit = commit(started);
        yield commit.isEmpty()
            ? ignored("GitHub has no commit for " + started.cause())
            : told(triggers.happened(Occurrence.of(started.cause(), Release.of(commit.get()))));
      }
    };
  }

  private Optional<String> commit(WebhookEvent.Started started)
      throws IOException, InterruptedException {
    String told = started.source().commit();
    return told.isEmpty() && started.cause().ref() != null
        ? revisions.tagged(started.cause().ref()).map(Revision::commit)
        : Optional.of(told);
  }

  private Reply dispatched(Delivery delivery, WebhookEvent.Started started)
      throws IOException, InterruptedException {
    if (!delivery.name().equals("repository_dispatch")) {
      return ignored("GitHub runs a dispatched workflow itself");
    }
    Optional<Revision> head = revisions.head(started.source().ref());
    return head.isEmpty()
        ? ignored("there is no branch " + started.source().ref())
        : byHand(delivery, started.cause(), head.get().commit());
  }

  private Reply promote(Delivery delivery, WebhookEvent.Command command)
      throws InterruptedException {
    PullRequest pull = new PullRequests(calls).get(command.pullRequest());
    if (pull.isFromFork() && !forks) {
      return ignored("the pull request comes from a fork");
    }
    String commit = new PullRequests(calls).commitOf(command.pullRequest());
    Promotion promotion = Promotion.of(command.rest());
    if (!promotion.means(commit)) {
      return ignored("the pull request is at " + commit + ", not at " + promotion.commit());
    }
    return byHand(
        delivery,
        promotion.in(Cause.manual(command.by()).withAuthors(pull.words().author())),
        commit);
  }

  private Reply byHand(Delivery delivery, Cause cause, String commit) {
    if (byHand == null) {
      return ignored("no pipeline is started by hand here");
    }
    Occurrence occurrence =
        Occurrence.named("delivery " + delivery.id(), cause, Release.of(commit));
    return told(List.of(triggers.happened(occurrence, byHand)));
  }

  private static Reply told(List<TriggerEvent> events) {
    if (events.isEmpty()) {
      return ignored("no trigger matches");
    }
    boolean started = events.stream().anyMatch(TriggerEvent.Started.class::isInstance);
    List<String> sentences = events.stream().map(TriggerEvent::describe).toList();
    return new Reply(started ? 202 : 200, String.join("\n", sentences), null);
  }

  private static Reply ignored(String why) {
    return new Reply(200, "ignored: " + why, null);
  }
}
