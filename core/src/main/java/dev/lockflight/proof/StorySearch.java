package dev.lockflight.proof;

import dev.lockflight.StageNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Looks for a way to an end in which no stage has to end in two ways at once. Most graphs give one
 * at the first try; a bounded search decides the others.
 */
final class StorySearch {
  /** How a node ends in the story, and which of the demands makes it so. */
  record Part(Ending ending, FreeEndings.Demand because) {}

  private record Goal(int node, Ending ending) {}

  private static final int MOST_TRIES = 200_000;
  private static final int DEEPEST = 400;

  private final FreeEndings free;
  private final Map<Integer, Part> parts = new TreeMap<>();
  private int tries;

  private StorySearch(FreeEndings free) {
    this.free = free;
  }

  /** Nodes by index; empty when there is none. What was too large to search counts as one. */
  static Optional<Map<Integer, Part>> of(FreeEndings free, StageNode node, Ending ending) {
    if (!free.canBe(node, ending)) {
      return Optional.empty();
    }
    StorySearch first = new StorySearch(free);
    boolean consistent = first.tryFirstChoices(new Goal(node.index(), ending));
    if (consistent || first.parts.size() > DEEPEST) {
      return Optional.of(first.parts);
    }
    StorySearch all = new StorySearch(free);
    Deque<Goal> goals = new ArrayDeque<>();
    goals.push(new Goal(node.index(), ending));
    if (all.reach(goals)) {
      return Optional.of(all.parts);
    }
    return all.tries > MOST_TRIES ? Optional.of(first.parts) : Optional.empty();
  }

  /** Later nodes first, so that all a node is wanted for is known when it is its turn. */
  private boolean tryFirstChoices(Goal target) {
    boolean consistent = true;
    TreeMap<Integer, Ending> wanted = new TreeMap<>(Map.of(target.node(), target.ending()));
    while (!wanted.isEmpty()) {
      Map.Entry<Integer, Ending> last = wanted.pollLastEntry();
      FreeEndings.Demand demand = firstDemand(new Goal(last.getKey(), last.getValue()));
      parts.put(last.getKey(), new Part(last.getValue(), demand));
      int left = demand.howMany();
      for (FreeEndings.Need need : demand.needs()) {
        if (left > 0 && !need.endings().isEmpty()) {
          left--;
          Ending chosen = need.endings().iterator().next();
          Ending before = wanted.putIfAbsent(need.node(), chosen);
          consistent &= before == null || need.endings().contains(before);
        }
      }
    }
    return consistent;
  }

  private FreeEndings.Demand firstDemand(Goal goal) {
    return free.demands(free.node(goal.node()), goal.ending()).stream()
        .filter(FreeEndings.Demand::canBeMet)
        .findFirst()
        .orElseThrow();
  }

  /** Whether all goals can be had together with what is already chosen. */
  private boolean reach(Deque<Goal> goals) {
    if (goals.isEmpty()) {
      return true;
    }
    if (++tries > MOST_TRIES) {
      return false;
    }
    Goal goal = goals.pop();
    Part chosen = parts.get(goal.node());
    boolean reached;
    if (chosen == null) {
      reached = choose(goal, goals);
    } else {
      reached = chosen.ending() == goal.ending() && reach(goals);
    }
    goals.push(goal);
    return reached;
  }

  private boolean choose(Goal goal, Deque<Goal> goals) {
    for (FreeEndings.Demand demand : free.demands(free.node(goal.node()), goal.ending())) {
      parts.put(goal.node(), new Part(goal.ending(), demand));
      if (pick(demand, 0, demand.howMany(), goals)) {
        return true;
      }
    }
    parts.remove(goal.node());
    return false;
  }

  /** So many more of the needs from {@code from} on. */
  private boolean pick(FreeEndings.Demand demand, int from, int left, Deque<Goal> goals) {
    if (left == 0) {
      return reach(goals);
    }
    if (demand.needs().size() - from < left || tries > MOST_TRIES) {
      return false;
    }
    FreeEndings.Need need = demand.needs().get(from);
    for (Ending ending : need.endings()) {
      goals.push(new Goal(need.node(), ending));
      if (pick(demand, from + 1, left - 1, goals)) {
        return true;
      }
      goals.pop();
    }
    return pick(demand, from + 1, left, goals);
  }
}
