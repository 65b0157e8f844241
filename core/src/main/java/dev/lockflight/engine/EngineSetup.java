package dev.lockflight.engine;

import dev.lockflight.Pipeline;
import dev.lockflight.RunId;
import dev.lockflight.SecretSource;
import dev.lockflight.notify.Notifications;
import dev.lockflight.run.RunListener;
import dev.lockflight.store.RunStore;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * With what an engine is opened. Immutable: each method returns another.
 *
 * @param workspaces where steps find a directory of their own
 * @param owner who opens it, for the message another process gets
 * @param goesOn which of the runs that are in the store already may go on
 * @param listener is told everything, from the first run that is taken up
 */
public record EngineSetup(
    RunStore store,
    Given given,
    Path workspaces,
    String owner,
    Predicate<RunId> goesOn,
    RunListener listener) {
  /** What the embedding program hands in; null for the defaults. */
  public record Given(
      InstantSource clock,
      @Nullable EngineThreads threads,
      SecretSource secrets,
      @Nullable Supplier<RunId> ids,
      StandIns standIns,
      List<Notifications> notifications) {
    public Given {
      notifications = List.copyOf(notifications);
    }
  }

  static EngineSetup on(RunStore store) {
    Given given =
        new Given(
            InstantSource.system(), null, SecretSource.none(), null, StandIns.NONE, List.of());
    String owner = "process " + ProcessHandle.current().pid();
    return new EngineSetup(
        store, given, Path.of(".lockflight", "work"), owner, run -> true, new RunListener() {});
  }

  public EngineSetup clock(InstantSource clock) {
    return with(
        new Given(
            clock, given.threads, given.secrets, given.ids, given.standIns, given.notifications));
  }

  /** Threads of the caller's; without them the engine makes its own and ends them when closed. */
  public EngineSetup threads(EngineThreads threads) {
    return with(
        new Given(
            given.clock, threads, given.secrets, given.ids, given.standIns, given.notifications));
  }

  public EngineSetup secrets(SecretSource secrets) {
    return with(
        new Given(
            given.clock, given.threads, secrets, given.ids, given.standIns, given.notifications));
  }

  /** Where run ids come from; they must be new each time. */
  public EngineSetup ids(Supplier<RunId> ids) {
    return with(
        new Given(
            given.clock, given.threads, given.secrets, ids, given.standIns, given.notifications));
  }

  /** What is done instead of operations and asked instead of gates: for simulations, dry runs. */
  public EngineSetup standIns(StandIns standIns) {
    return with(
        new Given(
            given.clock, given.threads, given.secrets, given.ids, standIns, given.notifications));
  }

  /**
   * Tells people what happens, besides what was said before. A channel that fails never fails a
   * run; what an earlier engine on the store could not send is sent when this one is opened.
   */
  public EngineSetup notifying(Notifications... rules) {
    List<Notifications> all = new ArrayList<>(given.notifications);
    all.addAll(List.of(rules));
    return with(
        new Given(given.clock, given.threads, given.secrets, given.ids, given.standIns, all));
  }

  public EngineSetup workspaces(Path directory) {
    return new EngineSetup(store, given, directory, owner, goesOn, listener);
  }

  public EngineSetup owner(String who) {
    return new EngineSetup(store, given, workspaces, who, goesOn, listener);
  }

  /**
   * Of the runs that are in the store already only these go on. What is decided about another one
   * is written and has no effect yet: the next engine that may goes on with it at once.
   */
  public EngineSetup goingOnOnlyWith(RunId... runs) {
    return new EngineSetup(store, given, workspaces, owner, Set.of(runs)::contains, listener);
  }

  /** Tells one listener everything, also about the runs that are taken up when it is opened. */
  public EngineSetup followedBy(RunListener follower) {
    return new EngineSetup(store, given, workspaces, owner, goesOn, follower);
  }

  /**
   * Opens the engine: it owns the store, and goes on with every run of these pipelines that an
   * earlier engine left under way.
   *
   * @throws dev.lockflight.store.StoreOwnedException when another process owns the store
   */
  public Engine open(Pipeline... pipelines) {
    return Engine.open(this, List.of(pipelines));
  }

  private EngineSetup with(Given changed) {
    return new EngineSetup(store, changed, workspaces, owner, goesOn, listener);
  }
}
