package dev.lockflight.testkit.explore;

import dev.lockflight.Ledger;
import dev.lockflight.Order;
import dev.lockflight.Release;
import dev.lockflight.RunId;
import dev.lockflight.engine.Engine;
import dev.lockflight.engine.EngineTask;
import dev.lockflight.engine.EngineThreads;
import dev.lockflight.engine.RefusedException;
import dev.lockflight.engine.StartRequest;
import dev.lockflight.run.JournalEntry;
import dev.lockflight.run.Run;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.testkit.simulation.KillableStore;
import dev.lockflight.testkit.simulation.SampleOutputs;
import dev.lockflight.testkit.simulation.Simulation;
import dev.lockflight.testkit.simulation.VirtualTime;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * One way through a flow, on the real engine: everything that could happen is held back until it is
 * chosen.
 */
final class World {
  private final Scope scope;
  private final KillableStore store = new KillableStore(new InMemoryRunStore());
  private final VirtualTime time = new VirtualTime(Simulation.START);
  private final ChosenWorld chosen;
  private final List<EngineTask> held = new ArrayList<>();
  private final Map<RunId, Run> runs = new LinkedHashMap<>();
  private final Disturbed disturbed = new Disturbed();
  private Engine engine;
  private int told;

  /** What has come in between so far. */
  static final class Disturbed {
    int crashes;
    int aborts;
    int releases;
    int vetoes;

    int all() {
      return crashes + aborts + releases + vetoes;
    }
  }

  World(Scope scope) {
    this.scope = scope;
    this.chosen =
        new ChosenWorld(
            new SampleOutputs(List.of(scope.pipeline()), Simulation.START), scope.outputs());
    this.engine = open();
    release();
    disturbed.releases = 0;
  }

  private Engine open() {
    return Engine.on(store)
        .clock(time)
        .threads(EngineThreads.of(task -> held.add((EngineTask) task), time))
        .ids(() -> RunId.of("run-" + (runs.size() + 1)))
        .workspaces(Path.of("unused"))
        .standIns(chosen)
        .open(scope.pipeline());
  }

  Scope scope() {
    return scope;
  }

  Instant now() {
    return time.instant();
  }

  Disturbed disturbed() {
    return disturbed;
  }

  Moment.Effects effects() {
    return chosen.effects();
  }

  int writes() {
    return store.writes();
  }

  List<EngineTask> held() {
    return List.copyOf(held);
  }

  /** Every run as its journal says, oldest first. */
  List<Run> runs() {
    return List.copyOf(runs.values());
  }

  /** The next moment at which time alone lets a run go on. */
  Optional<Instant> nextMoment() {
    return runs.keySet().stream()
        .flatMap(run -> store.find(run).stream())
        .flatMap(summary -> summary.wakeAt().stream())
        .filter(moment -> moment.isAfter(now()))
        .min(Instant::compareTo);
  }

  Optional<Instant> wakeAt(RunId run) {
    return store.find(run).flatMap(RunSummary::wakeAt);
  }

  // What happens.

  /** Whether it was possible: what the engine refuses changes nothing. */
  boolean take(Choice choice) {
    try {
      choice.act().accept(this);
    } catch (RefusedException e) {
      return false;
    }
    settle();
    return true;
  }

  /** What has happened since this was asked last. */
  List<Happening> happenings() {
    List<Happening> all = new ArrayList<>();
    for (JournalEntry entry : store.history().subList(told, store.history().size())) {
      Run before = runs.get(entry.run());
      if (before != null) {
        Run after = before.after(entry);
        runs.put(entry.run(), after);
        all.add(new Happening(before, entry, after));
      }
    }
    told = store.history().size();
    return all;
  }

  /** Everything that has happened, in order. */
  List<JournalEntry> history() {
    return Collections.unmodifiableList(store.history());
  }

  Ledger ledger() {
    return store.ledger();
  }

  void end(EngineTask task, Ending ending) {
    EngineTask mine = held.stream().filter(each -> isSame(each, task)).findFirst().orElseThrow();
    held.remove(mine);
    chosen.choose(ending);
    mine.run();
  }

  private static boolean isSame(EngineTask one, EngineTask other) {
    return one.kind() == other.kind()
        && one.ofRun().equals(other.ofRun())
        && one.item().equals(other.item());
  }

  void operate(Consumer<Engine> operation) {
    operation.accept(engine);
  }

  void letTimePass() {
    nextMoment().ifPresent(this::advanceTo);
  }

  private void advanceTo(Instant moment) {
    settle();
    for (Optional<Instant> next = time.next();
        next.isPresent() && !next.get().isAfter(moment);
        next = time.next()) {
      time.advanceTo(next.get());
      settle();
    }
    time.advanceTo(moment);
  }

  /** Starts a run of a release that no run had yet. */
  void release() {
    disturbed.releases++;
    Release release = Release.of("release-" + (runs.size() + 1));
    RunId run = engine.start(new StartRequest(scope.pipeline().name(), scope.cause(), release));
    runs.put(run, Run.empty(run));
    settle();
  }

  void abort(RunId run) {
    disturbed.aborts++;
    var unused = engine.abort(run, Simulation.ALICE, "explored");
  }

  void veto(String commit) {
    disturbed.vetoes++;
    engine.order(Order.vetoEverywhere(commit, Simulation.ALICE, "explored"));
  }

  boolean isVetoed(Run run) {
    return Moment.hasVeto(ledger(), run.release());
  }

  void crash() {
    disturbed.crashes++;
    reopen();
  }

  /** Lets it happen, and kills the engine when it has written so much of it. */
  void actAndDie(Consumer<World> act, int writes) {
    disturbed.crashes++;
    store.dieAfter(writes);
    try {
      act.accept(this);
      settle();
    } catch (KillableStore.Killed expected) {
      // What it had not written is gone.
    } finally {
      store.live();
    }
    reopen();
  }

  private void reopen() {
    time.forget();
    held.clear();
    engine = open();
    settle();
  }

  private void settle() {
    boolean more = true;
    while (more) {
      time.settle();
      Optional<EngineTask> due =
          held.stream()
              .filter(each -> each.isStopped() || each.kind() == EngineTask.Kind.CANCEL)
              .findFirst();
      due.ifPresent(
          task -> {
            held.remove(task);
            chosen.choose(Ending.SUCCEEDS);
            task.run();
          });
      more = due.isPresent();
    }
  }
}
