package dev.lockflight;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The steps and gates of each phase of a stage. */
final class StageItems {
  private StageItems() {}

  static List<Step<?>> steps(Stage stage, Phase phase) {
    return switch (phase) {
      case RUN -> stage.steps();
      case ON_SUCCESS -> stage.reactions().onSuccess();
      case ROLLBACK -> stage.rollback().map(Rollback::steps).orElse(List.of());
      case ON_FAILURE -> stage.reactions().onFailure();
      case ALWAYS -> stage.reactions().always();
      case REQUIRE, VERIFY, VERIFY_ROLLBACK -> List.of();
    };
  }

  static List<Gate> gates(Stage stage, Phase phase) {
    return switch (phase) {
      case REQUIRE -> entryGates(stage);
      case VERIFY -> inOrder(stage.gates().verify());
      case VERIFY_ROLLBACK -> inOrder(stage.rollback().map(Rollback::gates).orElse(List.of()));
      case RUN, ON_SUCCESS, ROLLBACK, ON_FAILURE, ALWAYS -> List.of();
    };
  }

  private static List<Gate> entryGates(Stage stage) {
    List<Gate> all = new ArrayList<>();
    if (stage.deploys()) {
      stage
          .environment()
          .ifPresent(
              environment -> {
                if (!environment.windows().isEmpty()) {
                  all.add(window(stage, environment));
                }
                all.addAll(environment.gates());
              });
    }
    all.addAll(stage.gates().require());
    return inOrder(mergedByName(all));
  }

  /** A rollback passes a freeze, unless the freeze names it. */
  private static Gate window(Stage stage, Environment environment) {
    boolean goesBack = RollbackRequestGate.isAmong(stage.gates().require(), environment.name());
    Action action = goesBack ? Action.ROLLBACK : Action.PROMOTE;
    return new WindowGate(environment.name(), environment.windows(), action);
  }

  private static List<Gate> mergedByName(List<Gate> gates) {
    Map<GateName, Gate> merged = new LinkedHashMap<>();
    List<Gate> twice = new ArrayList<>();
    for (Gate gate : gates) {
      Gate before = merged.get(gate.name());
      if (before instanceof ApprovalRule one && gate instanceof ApprovalRule other) {
        merged.put(gate.name(), one.mergedWith(other));
      } else if (before != null) {
        twice.add(gate);
      } else {
        merged.put(gate.name(), gate);
      }
    }
    List<Gate> all = new ArrayList<>(merged.values());
    all.addAll(twice);
    return all;
  }

  private static List<Gate> inOrder(List<Gate> gates) {
    return gates.stream().sorted(Comparator.comparing(Gate::kind)).toList();
  }
}
