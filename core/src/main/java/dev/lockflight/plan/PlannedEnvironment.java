package dev.lockflight.plan;

import dev.lockflight.Action;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.LockRule;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An environment in which a planned stage works, as it is at present.
 *
 * @param lock null when the run only reads there
 * @param windows those that concern the run; none when it only reads there
 */
public record PlannedEnvironment(
    EnvironmentName name,
    Settings settings,
    Holding holding,
    @Nullable Lock lock,
    List<ClosingWindow> windows) {
  /**
   * What steps and gates read.
   *
   * @param attributes its dbt target, catalog, ...
   * @param parameters the values that hold there instead of the defaults
   */
  public record Settings(Map<String, String> attributes, Map<String, String> parameters) {
    public Settings {
      attributes = Collections.unmodifiableMap(new TreeMap<>(attributes));
      parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
    }
  }

  /**
   * What is there.
   *
   * @param deployed the newest deployment that was not undone; null when there is none
   * @param verified the newest verified one that was not undone; null when there is none
   */
  public record Holding(@Nullable Deployment deployed, @Nullable Deployment verified) {
    public Optional<Deployment> current() {
      return Optional.ofNullable(deployed);
    }

    public Optional<Deployment> lastVerified() {
      return Optional.ofNullable(verified);
    }
  }

  /** A stage of a run that uses the environment or waits for it. */
  public record User(RunId run, StageName stage) {
    @Override
    public String toString() {
      return run + "/" + stage;
    }
  }

  /**
   * The lock that the run needs.
   *
   * @param heldBy null when it is free
   * @param waiting who stands in front of the run, the first to come first
   */
  public record Lock(LockRule rule, @Nullable User heldBy, List<User> waiting) {
    public Lock {
      waiting = List.copyOf(waiting);
    }

    public Optional<User> holder() {
      return Optional.ofNullable(heldBy);
    }
  }

  /**
   * A window or freeze, for what the run needs.
   *
   * @param opensAt null when it is open, or when it never opens again
   */
  public record ClosingWindow(
      String window, Action action, boolean closed, @Nullable Instant opensAt) {
    /** In words: open, or until when it is closed. */
    public String state() {
      return !closed ? "open" : opensAt == null ? "never opens again" : "closed until " + opensAt;
    }
  }

  public PlannedEnvironment {
    windows = List.copyOf(windows);
  }

  /** The lock that the run needs; empty when it only reads there. */
  public Optional<Lock> neededLock() {
    return Optional.ofNullable(lock);
  }
}
