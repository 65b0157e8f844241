package dev.lockflight.testkit.explore;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.Trigger;
import dev.lockflight.testkit.simulation.SampleCause;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Walks every combination of what steps, gates, people and time can do in a flow, and of a crash,
 * an abort or a newer release in between, and checks that what must hold holds. Worlds that differ
 * in nothing that can matter are walked once. Immutable.
 *
 * <pre>{@code
 * explore(delivery).check(never(entering(prod)).without(verified(stage)).and(approvedBy("owners", 1)));
 * }</pre>
 */
public final class Exploration {
  private static final int BOUND = 200_000;

  private final Scope scope;
  private final List<Invariant> written;
  private final int bound;

  private Exploration(Scope scope, List<Invariant> written, int bound) {
    this.scope = scope;
    this.written = List.copyOf(written);
    this.bound = bound;
  }

  /**
   * Of a flow as its first trigger starts it; with a crash, an abort and a newer release in
   * between, two of them on one way.
   */
  public static Exploration of(Pipeline pipeline) {
    Cause cause =
        pipeline.triggers().stream()
            .findFirst()
            .map(trigger -> SampleCause.of(trigger, Simulation.ALICE))
            .orElse(Cause.manual(Simulation.ALICE));
    return new Exploration(
        new Scope(pipeline, cause, Scope.Disturbances.DEFAULT, Map.of()), List.of(), BOUND);
  }

  public Exploration startedBy(Trigger trigger) {
    return startedBy(SampleCause.of(trigger, Simulation.ALICE));
  }

  public Exploration startedBy(Cause cause) {
    return with(scope.with(cause));
  }

  /** The value of an output of which no sample can be made up. */
  public <T> Exploration giving(Output<T> output, T value) {
    Map<String, Object> all = new HashMap<>(scope.outputs());
    all.put(output.name(), value);
    return with(scope.with(all));
  }

  /** So many crashes, aborts and newer releases may come on one way, in any combination. */
  public Exploration disturbances(int crashes, int aborts, int releases) {
    int all = crashes + aborts + releases;
    return with(scope.with(new Scope.Disturbances(crashes, aborts, releases, 0, all)));
  }

  /** At most so many disturbances of all kinds on one way. */
  public Exploration atMostDisturbances(int number) {
    Scope.Disturbances now = scope.disturbances();
    return with(
        scope.with(
            new Scope.Disturbances(
                now.crashes(), now.aborts(), now.releases(), now.vetoes(), number)));
  }

  /** Besides, at any moment, somebody may veto a release everywhere; so many on one way. */
  public Exploration vetoes(int number) {
    Scope.Disturbances now = scope.disturbances();
    int all = now.atOnce() + number;
    return with(
        scope.with(
            new Scope.Disturbances(now.crashes(), now.aborts(), now.releases(), number, all)));
  }

  /** Stops after so many states; {@link Explored#isComplete} says whether that was needed. */
  public Exploration upTo(int states) {
    return new Exploration(scope, written, states);
  }

  /** What must hold besides what must hold in every flow. */
  public Exploration requiring(Invariant... invariants) {
    List<Invariant> all = new ArrayList<>(written);
    all.addAll(List.of(invariants));
    return new Exploration(scope, all, bound);
  }

  private Exploration with(Scope changed) {
    return new Exploration(changed, written, bound);
  }

  /**
   * Walks all ways.
   *
   * @param invariants what must hold besides what must hold in every flow
   * @return how much was walked, and whether the bound cut it
   * @throws AssertionError when something does not hold; the message tells a shortest story of it
   */
  @CanIgnoreReturnValue
  public Explored check(Invariant... invariants) {
    Explored explored = find(invariants);
    explored
        .violation()
        .ifPresent(
            violation -> {
              throw new AssertionError(explored.toString());
            });
    return explored;
  }

  /** Like {@link #check}, but a violation is returned. */
  public Explored find(Invariant... invariants) {
    return new Explorer(scope, requiring(invariants).all(), bound).explore();
  }

  private List<Invariant> all() {
    List<Invariant> all = new ArrayList<>(Invariants.builtIn());
    all.addAll(written);
    return all;
  }

  /**
   * Goes one way only: each line names the next thing that happens, as a {@link Violation} tells
   * it.
   *
   * @return how everything stands then, with all that happened on the way
   * @throws AssertionError when a line names nothing that can happen there, or when something that
   *     must hold does not
   */
  @CanIgnoreReturnValue
  public Moment follow(String... story) {
    World world = new World(scope);
    List<Happening> happenings = new ArrayList<>();
    Moment moment = held(world, happenings, 0);
    for (int line = 0; line < story.length; line++) {
      String text = story[line];
      Choice choice = named(world, text);
      if (!world.take(choice)) {
        throw new AssertionError("the engine refused line " + (line + 1) + ": " + text);
      }
      moment = held(world, happenings, line + 1);
    }
    return new Moment(
        moment.pipeline(),
        moment.runs(),
        happenings,
        moment.past(),
        moment.effects(),
        moment.isOver());
  }

  private Moment held(World world, List<Happening> happenings, int line) {
    Moment moment = Explorer.moment(world);
    happenings.addAll(moment.happenings());
    for (Invariant invariant : all()) {
      Optional<String> wrong = invariant.violatedBy(moment);
      if (wrong.isPresent()) {
        throw new AssertionError(
            "after line " + line + ": " + wrong.get() + "; violated: " + invariant.name());
      }
    }
    return moment;
  }

  private static Choice named(World world, String text) {
    List<Choice> choices = Choices.in(world);
    for (Choice choice : choices) {
      String killed = choice.text() + ", but killed after ";
      if (choice.text().equals(text)) {
        return choice;
      }
      if (text.startsWith(killed)) {
        return choice.killedAfter(
            Integer.parseInt(text.substring(killed.length(), text.length() - " writes".length())));
      }
    }
    throw new AssertionError(
        "'"
            + text
            + "' cannot happen here; what can is "
            + choices.stream().map(Choice::text).toList());
  }
}
