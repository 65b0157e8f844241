package dev.lockflight.testkit.crash;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.Trigger;
import dev.lockflight.store.InMemoryRunStore;
import dev.lockflight.store.RunStore;
import dev.lockflight.testkit.simulation.SampleCause;
import dev.lockflight.testkit.simulation.Simulation;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Plays a flow to its end, again and again; each time the engine is killed at another position of
 * the journal and opened again on what was durable. The end must be the same as without the kill,
 * no answer of a person may be lost, and nothing may be done with a second idempotency key or after
 * its success was durable. Everybody who is asked approves, and time passes when nothing else can
 * happen. Immutable.
 *
 * <pre>{@code
 * crashEverywhere(delivery).given(sim -> sim.gate("tests").fails("2 of 40")).check();
 * }</pre>
 */
public final class CrashEverywhere {
  private final Pipeline pipeline;
  private final Cause cause;
  private final Supplier<RunStore> stores;
  private final Consumer<Simulation> given;

  private CrashEverywhere(
      Pipeline pipeline, Cause cause, Supplier<RunStore> stores, Consumer<Simulation> given) {
    this.pipeline = pipeline;
    this.cause = cause;
    this.stores = stores;
    this.given = given;
  }

  /** Of a flow as its first trigger starts it, in memory. */
  public static CrashEverywhere of(Pipeline pipeline) {
    Cause cause =
        pipeline.triggers().stream()
            .findFirst()
            .map(trigger -> SampleCause.of(trigger, Simulation.ALICE))
            .orElse(Cause.manual(Simulation.ALICE));
    return new CrashEverywhere(pipeline, cause, InMemoryRunStore::new, simulation -> {});
  }

  public CrashEverywhere startedBy(Trigger trigger) {
    return startedBy(SampleCause.of(trigger, Simulation.ALICE));
  }

  public CrashEverywhere startedBy(Cause other) {
    return new CrashEverywhere(pipeline, other, stores, given);
  }

  /** Each call gives a new and empty store, which is closed after one play. */
  public CrashEverywhere on(Supplier<RunStore> others) {
    return new CrashEverywhere(pipeline, cause, others, given);
  }

  /** What steps and gates do; said to every simulation before it starts. */
  public CrashEverywhere given(Consumer<Simulation> script) {
    return new CrashEverywhere(pipeline, cause, stores, given.andThen(script));
  }

  /**
   * Kills at every position.
   *
   * @throws AssertionError that names the positions at which something went wrong, and what
   */
  @CanIgnoreReturnValue
  public CrashReport check() {
    CrashReport report = find();
    if (!report.problems().isEmpty()) {
      throw new AssertionError(report.toString());
    }
    return report;
  }

  /** Like {@link #check}, but what went wrong is returned. */
  public CrashReport find() {
    Played undisturbed = play(Integer.MAX_VALUE);
    List<String> problems = new ArrayList<>(undisturbed.problems());
    if (!problems.isEmpty()) {
      return new CrashReport(pipeline.name(), 0, 0, problems);
    }
    int people = 0;
    for (int position = 0; position < undisturbed.writes(); position++) {
      Played killed = play(position);
      String where = "killed after write " + position + " of " + undisturbed.writes() + ": ";
      killed.problems().forEach(problem -> problems.add(where + problem));
      if (killed.leftToPeople()) {
        people++;
      } else {
        killed.differenceFrom(undisturbed).ifPresent(found -> problems.add(where + found));
      }
    }
    return new CrashReport(pipeline.name(), undisturbed.writes(), people, problems);
  }

  private Played play(int killAfter) {
    try (RunStore store = stores.get()) {
      return new Play(pipeline, cause, store).of(given, killAfter);
    }
  }
}
