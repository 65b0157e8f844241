package dev.lockflight.run;

import dev.lockflight.Notice;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.StageName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a list of runs shows, and what an engine must know of a run that only waits.
 *
 * @param moments when it was created and when it last changed
 * @param waits what it waits for
 */
public record RunSummary(
    RunId run,
    PipelineName pipeline,
    Release release,
    RunStatus status,
    Moments moments,
    Waits waits) {
  /** Its moments, and the number of its events. */
  public record Moments(Instant created, Instant changed, long seq) {}

  /**
   * What a waiting run needs to be woken by.
   *
   * @param wakeAt the earliest moment at which time alone may let it go on
   * @param claims the environments its stages hold or queue for
   * @param what in words
   * @param notices notifications that are not sent yet; also of a run that has ended
   */
  public record Waits(
      @Nullable Instant wakeAt,
      Map<StageName, LockClaim> claims,
      List<String> what,
      @Nullable List<Notice> notices) {
    public static final Waits NONE = new Waits(null, Map.of(), List.of());

    public Waits {
      claims = Map.copyOf(claims);
      what = List.copyOf(what);
      notices = notices == null ? List.of() : List.copyOf(notices); // null in older stores
    }

    public Waits(@Nullable Instant wakeAt, Map<StageName, LockClaim> claims, List<String> what) {
      this(wakeAt, claims, what, List.of());
    }

    /** The same with these notifications to be sent. */
    public Waits telling(List<Notice> notices) {
      return new Waits(wakeAt, claims, what, notices);
    }

    /** Notifications that are not sent yet. */
    @Override
    public List<Notice> notices() {
      return notices == null ? List.of() : notices;
    }
  }

  public Optional<Instant> wakeAt() {
    return Optional.ofNullable(waits.wakeAt());
  }

  @Override
  public String toString() {
    return run + " " + pipeline + " " + release + " " + status;
  }
}
