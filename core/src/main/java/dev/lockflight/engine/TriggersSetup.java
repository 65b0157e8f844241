package dev.lockflight.engine;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.PipelineName;
import dev.lockflight.Revisions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** With what triggers are opened. Immutable: each method returns another. */
public final class TriggersSetup {
  private static final Duration SHORTEST = Duration.ofSeconds(1);

  /** A branch that is looked at. */
  record Poll(WatchedBranch branch, Duration every, boolean startsWithTheFirst) {}

  /** What schedules release: the default, and that of single pipelines. */
  record Released(
      @Nullable WatchedBranch usually, Map<PipelineName, WatchedBranch> byPipeline, boolean none) {
    Optional<WatchedBranch> of(PipelineName pipeline) {
      return Optional.ofNullable(byPipeline.getOrDefault(pipeline, usually));
    }
  }

  /** Where people answer, and how often it is asked. */
  record Asked(AnswerSource source, Duration every) {}

  private final Engine engine;
  private final Released released;
  private final List<Poll> polls;
  private final List<Asked> asked;
  private final TriggerListener listener;

  private TriggersSetup(
      Engine engine,
      Released released,
      List<Poll> polls,
      List<Asked> asked,
      TriggerListener listener) {
    this.engine = engine;
    this.released = released;
    this.polls = polls;
    this.asked = asked;
    this.listener = listener;
  }

  static TriggersSetup on(Engine engine) {
    return new TriggersSetup(
        engine, new Released(null, Map.of(), false), List.of(), List.of(), event -> {});
  }

  Engine engine() {
    return engine;
  }

  Released released() {
    return released;
  }

  List<Poll> polls() {
    return polls;
  }

  List<Asked> asked() {
    return asked;
  }

  TriggerListener listener() {
    return listener;
  }

  /** What a schedule releases: the commit that the branch is at when it occurs. */
  public TriggersSetup releasing(Revisions revisions, String branch) {
    WatchedBranch usually = new WatchedBranch(revisions, branch);
    return with(new Released(usually, released.byPipeline(), false));
  }

  /** The same for the schedules of one pipeline. */
  public TriggersSetup releasing(String pipeline, Revisions revisions, String branch) {
    Map<PipelineName, WatchedBranch> all = new HashMap<>(released.byPipeline());
    all.put(PipelineName.of(pipeline), new WatchedBranch(revisions, branch));
    return with(new Released(released.usually(), Map.copyOf(all), false));
  }

  /** Schedules start nothing here, because somebody else, for example cron itself, does it. */
  public TriggersSetup withoutSchedules() {
    return with(new Released(null, Map.of(), true));
  }

  /**
   * Looks at a branch so often, and starts what a push to it starts when it has come to another
   * commit. The commit it is at when it is looked at for the first time starts nothing.
   *
   * @param every at least a second
   */
  public TriggersSetup polling(Revisions revisions, String branch, Duration every) {
    return with(new Poll(new WatchedBranch(revisions, branch), every, false));
  }

  /** The same, but the commit it is at when it is looked at for the first time starts runs too. */
  public TriggersSetup pollingFromTheFirst(Revisions revisions, String branch, Duration every) {
    return with(new Poll(new WatchedBranch(revisions, branch), every, true));
  }

  /**
   * While runs wait for approvals, asks so often where people answer them.
   *
   * @param every at least a second
   */
  public TriggersSetup answeredBy(AnswerSource source, Duration every) {
    refuseHurry(source.name(), every);
    List<Asked> all = new ArrayList<>(asked);
    all.add(new Asked(source, every));
    return new TriggersSetup(engine, released, polls, List.copyOf(all), listener);
  }

  /** Who is told what triggers do; it is also logged. */
  public TriggersSetup followedBy(TriggerListener follower) {
    return new TriggersSetup(engine, released, polls, asked, follower);
  }

  /**
   * Opens them: from now on schedules, polled branches and the ends of other pipelines start runs,
   * and what happened while nobody was there is made up for as it was said.
   *
   * @throws InvalidDefinitionException when a schedule never occurs, has nothing to release or
   *     needs a parameter, or when pipelines start each other in a circle
   */
  public Triggers open() {
    return Triggers.open(this);
  }

  private TriggersSetup with(Released other) {
    return new TriggersSetup(engine, other, polls, asked, listener);
  }

  private TriggersSetup with(Poll poll) {
    refuseHurry("a branch", poll.every());
    List<Poll> all = new ArrayList<>(polls);
    all.add(poll);
    return new TriggersSetup(engine, released, List.copyOf(all), asked, listener);
  }

  private static void refuseHurry(String what, Duration every) {
    if (every.compareTo(SHORTEST) < 0) {
      throw new InvalidDefinitionException(
          what + " must not be looked at more often than every second: " + every);
    }
  }
}
