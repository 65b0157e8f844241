package dev.lockflight.engine;

import dev.lockflight.Action;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.GateName;
import dev.lockflight.Ledger;
import dev.lockflight.Window;
import dev.lockflight.plan.PlannedEnvironment;
import dev.lockflight.plan.PlannedGate;
import dev.lockflight.plan.PlannedStage;
import dev.lockflight.run.LockClaim;
import dev.lockflight.run.RunSummary;
import dev.lockflight.store.RunStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Finds out how the environments of a planned run are at present. */
final class PlanEnvironments {
  private record Claimed(PlannedEnvironment.User user, LockClaim claim) {}

  private final PlannedRun run;
  private final List<PlannedStage> stages;
  private final List<Claimed> claims = new ArrayList<>();

  PlanEnvironments(PlannedRun run, List<PlannedStage> stages) {
    this.run = run;
    this.stages = stages.stream().filter(PlannedStage::runs).toList();
    for (RunSummary other : run.store().list(RunStore.Query.UNFINISHED)) {
      other
          .waits()
          .claims()
          .forEach(
              (stage, claim) ->
                  claims.add(new Claimed(new PlannedEnvironment.User(other.run(), stage), claim)));
    }
    claims.sort(Comparator.comparing(each -> each.claim().since()));
  }

  List<PlannedEnvironment> all() {
    return Planner.environments(run.pipeline(), stages).map(this::planned).toList();
  }

  private PlannedEnvironment planned(Environment environment) {
    Ledger ledger = run.turn().ledger();
    EnvironmentName name = environment.name();
    boolean deploys = stages.stream().anyMatch(stage -> deploysTo(stage, name));
    return new PlannedEnvironment(
        name,
        new PlannedEnvironment.Settings(environment.attributes(), parameters(environment)),
        new PlannedEnvironment.Holding(
            ledger.current(name).orElse(null), ledger.lastVerified(name).orElse(null)),
        deploys ? lock(environment) : null,
        deploys ? windows(environment) : List.of());
  }

  private static boolean deploysTo(PlannedStage stage, EnvironmentName environment) {
    return stage
        .place()
        .filter(place -> place.deploys() && place.environment().equals(environment))
        .isPresent();
  }

  /** What is given explicitly holds everywhere. */
  private Map<String, String> parameters(Environment environment) {
    Map<String, String> own = new TreeMap<>(environment.parameters());
    own.keySet().removeAll(run.run().parameters().texts().keySet());
    return own;
  }

  private PlannedEnvironment.Lock lock(Environment environment) {
    PlannedEnvironment.User holder = null;
    List<PlannedEnvironment.User> waiting = new ArrayList<>();
    for (Claimed claimed : claims) {
      if (claimed.claim().environment().equals(environment.name())) {
        if (claimed.claim().held()) {
          holder = claimed.user();
        } else {
          waiting.add(claimed.user());
        }
      }
    }
    return new PlannedEnvironment.Lock(environment.lock(), holder, waiting);
  }

  private List<PlannedEnvironment.ClosingWindow> windows(Environment environment) {
    List<PlannedEnvironment.ClosingWindow> windows = new ArrayList<>();
    for (Window window : environment.windows()) {
      for (Action action : needed(environment)) {
        if (window.actions().contains(action)) {
          windows.add(window(window, action));
        }
      }
    }
    return windows;
  }

  private List<Action> needed(Environment environment) {
    boolean asksPeople =
        stages.stream()
            .filter(stage -> deploysTo(stage, environment.name()))
            .flatMap(stage -> stage.gates().stream())
            .map(PlannedGate::answer)
            .anyMatch(answer -> !answer.asks().isEmpty());
    Action entry = goesBack(environment) ? Action.ROLLBACK : Action.PROMOTE;
    return asksPeople ? List.of(entry, Action.APPROVE) : List.of(entry);
  }

  private boolean goesBack(Environment environment) {
    GateName request = environment.rollbackRequested().name();
    return stages.stream()
        .filter(stage -> deploysTo(stage, environment.name()))
        .flatMap(stage -> stage.gates().stream())
        .anyMatch(gate -> gate.name().equals(request));
  }

  private PlannedEnvironment.ClosingWindow window(Window window, Action action) {
    Instant now = run.now();
    boolean closed = window.denies(action, now);
    return new PlannedEnvironment.ClosingWindow(
        window.toString(), action, closed, closed ? window.opensAfter(now).orElse(null) : null);
  }
}
