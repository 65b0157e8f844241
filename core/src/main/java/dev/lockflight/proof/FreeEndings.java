package dev.lockflight.proof;

import dev.lockflight.Condition;
import dev.lockflight.Gate;
import dev.lockflight.Join;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageNode;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/**
 * How each node of the graph can end while the guard has not opened. A node is dominated by the
 * guard when it cannot be entered so. The other way round than a search for paths: joins that want
 * several needs, or fewer than all, are taken as they are.
 */
final class FreeEndings {
  /**
   * So many of these needs have to end in one of these ways each.
   *
   * @param why what the node does then, in words; empty when it just begins
   */
  record Demand(List<Need> needs, int howMany, String why) {
    boolean canBeMet() {
      return needs.stream().filter(need -> !need.endings().isEmpty()).count() >= howMany;
    }
  }

  /** A need, and the ways in which it can end for a demand. */
  record Need(int node, Set<Ending> endings) {}

  private final Scenario scenario;
  private final Guard guard;
  private final List<StageNode> nodes;
  private final List<Set<Ending>> free = new ArrayList<>();

  FreeEndings(Pipeline pipeline, Scenario scenario, Guard guard) {
    this.scenario = scenario;
    this.guard = guard;
    this.nodes = pipeline.graph().nodes();
    for (StageNode node : nodes) {
      free.add(endings(node));
    }
  }

  private Set<Ending> endings(StageNode node) {
    Set<Ending> all = EnumSet.noneOf(Ending.class);
    for (Ending ending : Ending.values()) {
      if (demands(node, ending).stream().anyMatch(Demand::canBeMet)) {
        all.add(ending);
      }
    }
    return all;
  }

  StageNode node(int index) {
    return nodes.get(index);
  }

  boolean canBe(StageNode node, Ending ending) {
    return free.get(node.index()).contains(ending);
  }

  /** What could lead to this end, each by itself; none when the guard or a condition forbids it. */
  List<Demand> demands(StageNode node, Ending ending) {
    if (node.gathersCells() && ending != Ending.ENTERED && ending != Ending.SUCCEEDED) {
      return List.of(ofCells(node, ending));
    }
    Condition when = node.stage().placement().when();
    if (ending == Ending.SKIPPED) {
      List<Demand> all = new ArrayList<>();
      if (scenario.mayNotHold(when)) {
        all.add(counting(node, "not when " + when));
      }
      all.add(losing(node));
      return all;
    }
    boolean guarded =
        switch (ending) {
          case ENTERED -> isGuarded(node, Phase.REQUIRE);
          case SUCCEEDED -> isGuarded(node, Phase.REQUIRE) || isGuarded(node, Phase.VERIFY);
          case FAILED -> !canFail(node);
          case SKIPPED -> true;
        };
    return guarded || !scenario.mayHold(when) ? List.of() : List.of(counting(node, ""));
  }

  /** A matrix ends badly when a cell does, and is skipped when they all are. */
  private Demand ofCells(StageNode node, Ending ending) {
    boolean counts = counts(node.join(), node, ending);
    List<Need> needs = new ArrayList<>();
    for (int index : node.needs()) {
      boolean free = !counts && this.free.get(index).contains(ending);
      needs.add(new Need(index, free ? EnumSet.of(ending) : EnumSet.noneOf(Ending.class)));
    }
    boolean bad = ending == Ending.FAILED;
    return new Demand(needs, bad ? 1 : needs.size(), bad ? "a cell ends badly" : "its cells are");
  }

  private boolean isGuarded(StageNode node, Phase phase) {
    return !node.gathersCells() && gates(node, phase, guard::isKeptBy);
  }

  private static boolean gates(StageNode node, Phase phase, Predicate<Gate> wanted) {
    return node.stage().gates(phase).stream().anyMatch(wanted);
  }

  private static boolean canFail(StageNode node) {
    Stage stage = node.stage();
    boolean empty =
        List.of(Phase.values()).stream()
            .allMatch(phase -> stage.steps(phase).isEmpty() && stage.gates(phase).isEmpty());
    return !node.gathersCells() && (stage.deploys() || !empty);
  }

  private Demand counting(StageNode node, String why) {
    return new Demand(needs(node, true), node.join().needed(), why);
  }

  private Demand losing(StageNode node) {
    int tooMany = node.needs().size() - node.join().needed() + 1;
    return new Demand(needs(node, false), tooMany, "it needs " + node.join());
  }

  private List<Need> needs(StageNode node, boolean thatCount) {
    List<Need> needs = new ArrayList<>();
    for (int index : node.needs()) {
      Set<Ending> endings = EnumSet.noneOf(Ending.class);
      for (Ending ending : free.get(index)) {
        if (ending != Ending.ENTERED
            && counts(node.join(), nodes.get(index), ending) == thatCount) {
          endings.add(ending);
        }
      }
      needs.add(new Need(index, endings));
    }
    return needs;
  }

  /** Whether a need that ended so counts for the join, as the engine counts. */
  private static boolean counts(Join join, StageNode need, Ending ending) {
    if (ending == Ending.SKIPPED) {
      return join.evenIfSkipped();
    }
    boolean good = ending == Ending.SUCCEEDED || need.stage().limits().allowFailure();
    return switch (join.wanted()) {
      case SUCCESS -> good;
      case FAILURE -> ending == Ending.FAILED;
      case ANY_END -> true;
    };
  }
}
