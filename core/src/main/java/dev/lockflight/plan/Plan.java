package dev.lockflight.plan;

import dev.lockflight.Digest;
import dev.lockflight.Structure;
import java.time.Instant;
import java.util.List;

/**
 * What a run would do if everything went well, found out without any side effect: no step runs, and
 * only gates are asked that look at nothing but the run, the ledger and the time. Immutable.
 *
 * <pre>{@code
 * Plan plan = engine.plan(request);
 * System.out.println(plan);
 * RunId run = engine.apply(plan);
 * }</pre>
 *
 * @param structure the definition it was made of
 * @param environments those in which its stages work
 * @param stages in the order of the graph; points where matrix cells come together are left out
 */
public record Plan(
    PlannedStart start,
    Structure structure,
    List<PlannedEnvironment> environments,
    List<PlannedStage> stages,
    Instant madeAt) {
  public Plan {
    environments = List.copyOf(environments);
    stages = List.copyOf(stages);
  }

  /**
   * A digest over everything the plan shows that must still be so when it is applied: the same for
   * two plans between which nothing has {@linkplain #changesTo changed}. Not in it: when the plan
   * was made, who starts the run, and the words in which a gate explains its answer.
   */
  public Digest digest() {
    return PlanFacts.of(this).digest();
  }

  /** What this plan shows and the other does not, or shows otherwise; empty when nothing. */
  public List<Change> changesTo(Plan now) {
    return PlanFacts.of(this).changesTo(PlanFacts.of(now));
  }

  /** The plan as indented lines. */
  @Override
  public String toString() {
    return PlanOutline.of(this);
  }
}
