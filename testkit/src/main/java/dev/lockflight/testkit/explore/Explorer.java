package dev.lockflight.testkit.explore;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Walks all ways, the shortest first, so that the first violation found has a shortest story. */
final class Explorer {
  /** A state, and the shortest way to it. */
  private record Place(@Nullable Place from, @Nullable Choice by, int depth) {
    List<Choice> way() {
      List<Choice> choices = new ArrayList<>(depth);
      for (Place at = this; at != null && at.by != null; at = at.from) {
        choices.add(at.by);
      }
      Collections.reverse(choices);
      return choices;
    }
  }

  private final Scope scope;
  private final List<Invariant> invariants;
  private final int bound;
  private final StateKey.Matters matters;
  private final Set<String> seen = new HashSet<>();
  private final Deque<Place> open = new ArrayDeque<>();
  private int transitions;
  private int deepest;
  private boolean cut;

  Explorer(Scope scope, List<Invariant> invariants, int bound) {
    this.scope = scope;
    this.invariants = invariants;
    this.bound = bound;
    this.matters = StateKey.Matters.in(scope.pipeline());
  }

  Explored explore() {
    World start = new World(scope);
    Optional<Violation> violation = check(start, List.of());
    seen.add(StateKey.of(start, matters));
    open.add(new Place(null, null, 0));
    while (violation.isEmpty() && !open.isEmpty()) {
      violation = expand(open.remove());
    }
    return new Explored(
        scope,
        invariants.size(),
        new Explored.Size(seen.size(), transitions, deepest),
        cut,
        violation);
  }

  private Optional<Violation> expand(Place place) {
    deepest = Math.max(deepest, place.depth);
    List<Choice> way = place.way();
    World world = at(way);
    Deque<Choice> choices = new ArrayDeque<>(Choices.in(world));
    boolean killable = mayBeKilled(world);
    while (!choices.isEmpty()) {
      Choice choice = choices.remove();
      World next = world == null ? at(way) : world;
      world = null;
      int before = next.writes();
      if (!next.take(choice)) {
        continue;
      }
      if (killable && !choice.disturbs()) {
        killed(choice, next.writes() - before).forEach(choices::add);
      }
      Optional<Violation> violation = arrive(next, place, choice);
      if (violation.isPresent()) {
        return violation;
      }
    }
    return Optional.empty();
  }

  private World at(List<Choice> way) {
    World world = new World(scope);
    way.forEach(
        choice -> {
          var unused = world.take(choice);
        });
    var unused = world.happenings();
    return world;
  }

  private boolean mayBeKilled(World world) {
    return world.disturbed().crashes < scope.disturbances().crashes()
        && world.disturbed().all() < scope.disturbances().atOnce();
  }

  /**
   * Killed in the middle of it. To be killed behind it is a choice of its own; to be killed before
   * any of it was written is the same as before it, unless the world shows the difference.
   */
  private static List<Choice> killed(Choice choice, int writes) {
    List<Choice> all = new ArrayList<>();
    for (int done = choice.shows() ? 0 : 1; done < writes; done++) {
      all.add(choice.killedAfter(done));
    }
    return all;
  }

  private Optional<Violation> arrive(World world, Place from, Choice by) {
    transitions++;
    Place place = new Place(from, by, from.depth + 1);
    Optional<Violation> violation = check(world, place.way());
    if (violation.isEmpty() && seen.add(StateKey.of(world, matters))) {
      if (seen.size() > bound) {
        cut = true;
        open.clear();
      } else {
        open.add(place);
      }
    }
    return violation;
  }

  private Optional<Violation> check(World world, List<Choice> way) {
    Moment moment = moment(world);
    for (Invariant invariant : invariants) {
      Optional<String> wrong = invariant.violatedBy(moment);
      if (wrong.isPresent()) {
        return Optional.of(
            new Violation(invariant.name(), wrong.get(), way.stream().map(Choice::text).toList()));
      }
    }
    return Optional.empty();
  }

  static Moment moment(World world) {
    List<Happening> happenings = world.happenings();
    boolean over = Choices.in(world).stream().allMatch(Choice::disturbs);
    Moment.Past past = new Moment.Past(world.history(), world.ledger());
    return new Moment(
        world.scope().pipeline(), world.runs(), happenings, past, world.effects(), over);
  }
}
