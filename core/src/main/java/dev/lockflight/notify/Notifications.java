package dev.lockflight.notify;

import dev.lockflight.Channel;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Notification.Event;
import dev.lockflight.PipelineName;
import dev.lockflight.RetryPolicy;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.Set;

/**
 * Which events of which pipelines and environments go to a channel. Immutable: each method returns
 * another.
 *
 * <pre>{@code
 * Engine.on(store).notifying(
 *     Notifications.to(team).on(STARTED, SUCCEEDED, FAILED),
 *     Notifications.to(owners).on(WAITING_FOR_APPROVAL, DEADLINE_NEAR).of(prod))
 * }</pre>
 *
 * @param retry when and how often a channel that did not take it is tried again
 */
public record Notifications(
    Channel channel, Set<Event> events, Scope scope, Wording wording, RetryPolicy retry) {
  /** Six attempts within about half an hour. */
  private static final RetryPolicy USUAL =
      RetryPolicy.upTo(6).backoff(Duration.ofSeconds(10), Duration.ofMinutes(10));

  /** Empty means any. */
  public record Scope(Set<PipelineName> pipelines, Set<EnvironmentName> environments) {
    public Scope {
      pipelines = Set.copyOf(pipelines);
      environments = Set.copyOf(environments);
    }
  }

  public Notifications {
    events = Set.copyOf(events);
    if (events.isEmpty()) {
      throw new InvalidDefinitionException(
          "notifications to " + channel + " must have at least one event");
    }
  }

  /** Everything about whole runs, and every approval and rollback, goes to the channel. */
  public static Notifications to(Channel channel) {
    return new Notifications(
        channel, EnumSet.allOf(Event.class), new Scope(Set.of(), Set.of()), Wording.usual(), USUAL);
  }

  /** Only these events. */
  public Notifications on(Event... events) {
    Set<Event> chosen = Set.of(events);
    return new Notifications(channel, chosen, scope, wording, retry);
  }

  /**
   * Only what concerns one of these environments. STARTED, SUCCEEDED and FAILED then tell of a
   * deployment there instead of the whole run.
   */
  public Notifications of(Environment... environments) {
    Set<EnvironmentName> all = new HashSet<>(scope.environments());
    Arrays.stream(environments).map(Environment::name).forEach(all::add);
    return within(new Scope(scope.pipelines(), all));
  }

  /** Only runs of one of these pipelines. */
  public Notifications ofPipelines(String... names) {
    Set<PipelineName> all = new HashSet<>(scope.pipelines());
    Arrays.stream(names).map(PipelineName::of).forEach(all::add);
    return within(new Scope(all, scope.environments()));
  }

  /** In these words instead of the usual ones. */
  public Notifications saying(Wording wording) {
    return new Notifications(channel, events, scope, wording, retry);
  }

  /** How often and how long a channel that does not take it is tried. */
  public Notifications retrying(RetryPolicy retry) {
    return new Notifications(channel, events, scope, wording, retry);
  }

  /** Whether the occasion is told to the channel. */
  public boolean cover(Occasion occasion) {
    return events.contains(occasion.event())
        && (scope.pipelines().isEmpty() || scope.pipelines().contains(occasion.pipeline().name()))
        && coverPlace(occasion);
  }

  private boolean coverPlace(Occasion occasion) {
    if (!scope.environments().isEmpty()) {
      return occasion.environment().filter(scope.environments()::contains).isPresent();
    }
    return switch (occasion.event()) {
      case STARTED, SUCCEEDED, FAILED -> occasion.environment().isEmpty();
      default -> true;
    };
  }

  private Notifications within(Scope changed) {
    return new Notifications(channel, events, changed, wording, retry);
  }

  @Override
  public String toString() {
    return "notifications to " + channel + " on " + events;
  }
}
