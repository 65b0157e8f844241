package dev.lockflight.testkit.simulation;

import dev.lockflight.Gate;
import dev.lockflight.ItemPath;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageNode;
import dev.lockflight.Step;
import dev.lockflight.testkit.simulation.GateScript.Question;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What a test has said about steps and gates; what it said last counts. */
final class Script {
  private record StepRule(ItemPattern at, int attempt, StepOutcome outcome) {}

  private record GateRule(ItemPattern at, int asking, Question answer) {}

  private final List<Pipeline> pipelines;
  private final List<StepRule> steps = new ArrayList<>();
  private final List<GateRule> gates = new ArrayList<>();
  private final Set<StepRule> crashed = Collections.newSetFromMap(new IdentityHashMap<>());

  Script(List<Pipeline> pipelines) {
    this.pipelines = pipelines;
  }

  /** Refuses a name that no step has, so that a typing error does not become a passing test. */
  ItemPattern step(String text) {
    ItemPattern pattern = new ItemPattern(text);
    Set<String> known = new TreeSet<>();
    for (ItemPath path : paths(true)) {
      if (pattern.matches(path, path.item())) {
        return pattern;
      }
      known.add(path.stage() + "/" + path.item());
    }
    throw new IllegalArgumentException("no step is called '" + text + "'; there are " + known);
  }

  ItemPattern gate(String text) {
    ItemPattern pattern = new ItemPattern(text);
    Set<String> known = new TreeSet<>();
    for (ItemPath path : paths(false)) {
      if (pattern.matches(path, path.item())) {
        return pattern;
      }
      known.add(path.stage() + "/" + path.item());
    }
    throw new IllegalArgumentException("no gate is called '" + text + "'; there are " + known);
  }

  private List<ItemPath> paths(boolean ofSteps) {
    List<ItemPath> all = new ArrayList<>();
    for (Pipeline pipeline : pipelines) {
      for (StageNode node : pipeline.graph().nodes()) {
        for (Phase phase : Phase.values()) {
          if (ofSteps) {
            for (Step<?> step : node.stage().steps(phase)) {
              all.add(new ItemPath(node.name(), phase, step.name().value()));
            }
          } else {
            node.stage().gates(phase).forEach(gate -> named(node, phase, gate, all));
          }
        }
      }
    }
    return all;
  }

  /** The gate and those it is combined of. */
  private static void named(StageNode node, Phase phase, Gate gate, List<ItemPath> all) {
    all.add(new ItemPath(node.name(), phase, gate.name().value()));
    var unused =
        gate.replacing(
            inner -> {
              all.add(new ItemPath(node.name(), phase, inner.name().value()));
              return inner;
            });
  }

  void say(ItemPattern at, int attempt, StepOutcome outcome) {
    steps.add(new StepRule(at, attempt, outcome));
  }

  void say(ItemPattern at, int asking, Question answer) {
    gates.add(new GateRule(at, asking, answer));
  }

  StepOutcome outcome(ItemPath step, int attempt) {
    for (int i = steps.size() - 1; i >= 0; i--) {
      StepRule rule = steps.get(i);
      boolean attemptFits = rule.attempt == 0 || rule.attempt == attempt;
      if (attemptFits && !crashed.contains(rule) && rule.at.matches(step, step.item())) {
        return rule.outcome;
      }
    }
    return StepOutcome.SUCCEEDS;
  }

  /** Whether the engine is to be killed in this attempt; answered once. */
  boolean takeCrash(ItemPath step, int attempt) {
    for (StepRule rule : steps) {
      boolean attemptFits = rule.attempt == 0 || rule.attempt == attempt;
      boolean fits = attemptFits && rule.at.matches(step, step.item());
      if (fits && rule.outcome.ending().crash() && crashed.add(rule)) {
        return true;
      }
    }
    return false;
  }

  /** What the gate, or the part of a combined one, answers; empty when nothing was said. */
  Optional<Question> answer(ItemPath gate, String name, int asking) {
    for (int i = gates.size() - 1; i >= 0; i--) {
      GateRule rule = gates.get(i);
      boolean askingFits = rule.asking == 0 || rule.asking == asking;
      if (askingFits && rule.at.matches(gate, name)) {
        return Optional.of(rule.answer);
      }
    }
    return Optional.empty();
  }

  boolean mentions(ItemPath gate, String name) {
    return gates.stream().anyMatch(rule -> rule.at.matches(gate, name));
  }
}
