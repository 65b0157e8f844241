package dev.lockflight.connector.docker;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Progress;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Restarts containers one after the other, each only when the one before is healthy; one without a
 * health check only has to run. Stops at the first that ends, is unhealthy or takes too long, and
 * leaves those behind it as they are. After a crash it goes on where it was: what has been
 * restarted is known by its start. Immutable and thread-safe.
 */
public final class RestartInOrder implements RemoteOperation<RestartInOrder.Restarted> {
  private static final int MOST = 30;
  private static final Duration INTERVAL = Duration.ofMillis(500);
  private static final Duration GRACE = Duration.ofSeconds(10);

  private final Docker docker;
  private final List<String> containers;
  private final Duration within;

  /** The containers in the order they were restarted. Survives a JSON round trip. */
  public record Restarted(List<String> containers) {
    public Restarted {
      containers = List.copyOf(containers);
    }
  }

  RestartInOrder(Docker docker, List<String> containers) {
    this(docker, containers, Duration.ofMinutes(5));
  }

  private RestartInOrder(Docker docker, List<String> containers, Duration within) {
    boolean twice = containers.stream().distinct().count() < containers.size();
    if (containers.isEmpty() || containers.size() > MOST || twice) {
      throw new InvalidDefinitionException(
          "a restart in order needs 1 to " + MOST + " different containers: " + containers);
    }
    if (within.toSeconds() < 1) {
      throw new InvalidDefinitionException("each must get a second or more: " + within);
    }
    this.docker = docker;
    this.containers = List.copyOf(containers);
    this.within = within;
  }

  /** How long each may take from its start until it is healthy; five minutes unless given. */
  public RestartInOrder eachWithin(Duration time) {
    return new RestartInOrder(docker, containers, time);
  }

  @Override
  public String name() {
    return "restart " + containers.get(0) + (containers.size() > 1 ? " ..." : "");
  }

  @Override
  public String describe() {
    return "restart " + String.join(", then ", containers) + ", each healthy within " + within;
  }

  /** Remembers when each was started, which tells later whether it has been restarted. */
  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    return Surroundings.step(
        context,
        () -> {
          StringBuilder starts = new StringBuilder();
          for (String container : containers) {
            starts.append(starts.isEmpty() ? "" : ",").append(stamp(state(container)));
          }
          return new Handle(starts.toString());
        });
  }

  private ContainerState state(String container) throws InterruptedException {
    return docker.container(container).inspect();
  }

  private static String stamp(ContainerState state) {
    Instant start = state.status().startedAt();
    return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, start), Character.MAX_RADIX);
  }

  @Override
  public Poll<Restarted> poll(Handle handle, StepContext context) throws InterruptedException {
    return Surroundings.step(context, () -> next(List.of(handle.value().split(",")), context));
  }

  private Poll<Restarted> next(List<String> starts, StepContext context)
      throws InterruptedException {
    for (int i = 0; i < containers.size(); i++) {
      String container = containers.get(i);
      ContainerState state = state(container);
      boolean restarted = !stamp(state).equals(starts.get(i));
      if (!restarted) {
        context.log("restarting " + container);
        docker.container(container).restart(GRACE);
      }
      if (!restarted || !isUp(container, state)) {
        Progress progress = Progress.of("healthy, now " + container, i, containers.size());
        return Poll.running(INTERVAL, progress);
      }
    }
    return Poll.finished(new Restarted(containers));
  }

  private boolean isUp(String container, ContainerState state) {
    boolean runs = state.status().isRunning();
    if (runs && (state.health().isNone() || state.health().isHealthy())) {
      return true;
    }
    Duration since = Duration.between(state.status().startedAt(), state.status().seenAt());
    if (state.status().hasEnded()
        || state.health().word().equals("unhealthy")
        || since.compareTo(within) > 0) {
      throw StepFailedException.fatal(
          container + " is not healthy after its restart: " + HealthGate.describe(state) + later());
    }
    return false;
  }

  private String later() {
    return "; look at its logs; the containers behind it were not restarted: "
        + containers.stream().collect(Collectors.joining(", "));
  }

  /** Nothing of it goes on by itself. */
  @Override
  public void cancel(Handle handle, StepContext context) {}
}
