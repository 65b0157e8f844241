package dev.lockflight;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A named group of steps that targets at most one environment, guarded before and proven after by
 * gates. Immutable: each method returns another stage.
 *
 * <pre>{@code
 * stage("prod_build").in(prod)
 *     .run(savepoints.take().into(BEFORE))
 *     .run(dbt.build().select("tag:deploy").into(PROD))
 *     .verify(testsPassed(PROD))
 *     .onFailure(rollback(savepoints.restore(BEFORE)))
 * }</pre>
 */
public record Stage(
    StageName name,
    Placement placement,
    Gates gates,
    List<Step<?>> steps,
    Reactions reactions,
    Limits limits)
    implements PipelinePart {
  /**
   * Where and when it runs.
   *
   * @param deploys whether it writes to its environment: takes its lock, passes its gates and
   *     enters the ledger
   * @param after null to follow what stands before it in the list
   */
  public record Placement(
      @Nullable Environment environment,
      boolean deploys,
      @Nullable Join after,
      Condition when,
      @Nullable Matrix matrix) {
    private Placement at(Environment chosen, boolean writes) {
      return new Placement(chosen, writes, after, when, matrix);
    }
  }

  /** The gates in front of the steps and behind them. */
  public record Gates(List<Gate> require, List<Gate> verify) {
    public Gates {
      require = List.copyOf(require);
      verify = List.copyOf(verify);
    }
  }

  /**
   * Its limits.
   *
   * @param retry for steps that have no policy of their own
   * @param timeout of the whole stage from its first step on; waiting in front of it does not count
   * @param allowFailure whether the run goes on as if it had succeeded
   */
  public record Limits(RetryPolicy retry, @Nullable Duration timeout, boolean allowFailure) {}

  public Stage {
    steps = List.copyOf(steps);
  }

  public static Stage of(String name) {
    if (name.indexOf('[') >= 0) {
      throw new InvalidDefinitionException(
          "stage name must not hold a bracket, which names matrix cells: " + name);
    }
    return new Stage(
        StageName.of(name),
        new Placement(null, false, null, Condition.always(), null),
        new Gates(List.of(), List.of()),
        List.of(),
        Reactions.NONE,
        new Limits(RetryPolicy.NEVER, null, false));
  }

  /** Deploys into the environment: takes its lock, passes its gates, enters the ledger. */
  public Stage in(Environment environment) {
    return with(placement.at(environment, true));
  }

  /** Works with the environment's attributes without changing anything there. */
  public Stage reading(Environment environment) {
    return with(placement.at(environment, false));
  }

  /** Runs after all of these have succeeded, instead of after what stands before it in the list. */
  public Stage after(String... stages) {
    return after(Join.all(names(stages)));
  }

  /** Runs as soon as one of these has succeeded. */
  public Stage afterAny(String... stages) {
    return after(Join.atLeast(1, names(stages)));
  }

  /** Runs as soon as so many of these have succeeded. */
  public Stage afterAtLeast(int needed, String... stages) {
    return after(Join.atLeast(needed, names(stages)));
  }

  /** Runs when one of these has failed. */
  public Stage afterFailureOf(String... stages) {
    return after(Join.atLeast(1, names(stages)).wanting(Join.Wanted.FAILURE));
  }

  /** Runs when all of these have ended, however: succeeded, failed or skipped. */
  public Stage afterEndOf(String... stages) {
    return after(Join.all(names(stages)).wanting(Join.Wanted.ANY_END).countingSkipped());
  }

  public Stage after(Join join) {
    return with(
        new Placement(
            placement.environment, placement.deploys, join, placement.when, placement.matrix));
  }

  /** Skips the stage unless the condition holds. Called again, all must hold. */
  public Stage when(Condition condition) {
    Condition both =
        placement.when instanceof Condition.Always ? condition : placement.when.and(condition);
    return with(
        new Placement(
            placement.environment, placement.deploys, placement.after, both, placement.matrix));
  }

  public Stage matrix(Axis... axes) {
    return matrix(new Matrix(List.of(axes), Integer.MAX_VALUE));
  }

  public Stage matrix(Matrix matrix) {
    return with(
        new Placement(
            placement.environment, placement.deploys, placement.after, placement.when, matrix));
  }

  /** At most so many cells of its matrix at a time. */
  public Stage maxParallel(int cells) {
    Matrix matrix = placement.matrix;
    if (matrix == null) {
      throw new InvalidDefinitionException("stage " + name + " has no matrix to limit");
    }
    return matrix(matrix.maxParallel(cells));
  }

  /** Gates in front of its steps, besides those of its environment. */
  public Stage require(Gate... required) {
    return with(new Gates(joined(gates.require, List.of(required)), gates.verify));
  }

  /** Gates behind its steps. */
  public Stage verify(Gate... proofs) {
    return with(new Gates(gates.require, joined(gates.verify, List.of(proofs))));
  }

  public Stage run(Operation<?> operation) {
    return run(operation.asStep());
  }

  public Stage run(Step<?> step) {
    return new Stage(name, placement, gates, joined(steps, List.of(step)), reactions, limits);
  }

  /** A step for when the steps have succeeded and the gates behind them have opened. */
  public Stage onSuccess(Step<?> step) {
    return with(reactions.onSuccess(step));
  }

  public Stage onSuccess(Operation<?> operation) {
    return onSuccess(operation.asStep());
  }

  /** How its environment is brought back when it fails. */
  public Stage onFailure(Rollback rollback) {
    if (reactions.rollback() != null) {
      throw new InvalidDefinitionException(
          "stage " + name + " has two rollbacks; join them with then()");
    }
    return with(reactions.onFailure(rollback));
  }

  /** A step for when the stage has failed, after the rollback. */
  public Stage onFailure(Step<?> step) {
    return with(reactions.onFailure(step));
  }

  public Stage onFailure(Operation<?> operation) {
    return onFailure(operation.asStep());
  }

  /** A step at every end of the stage, once it has begun; also after an abort. */
  public Stage always(Step<?> step) {
    return with(reactions.always(step));
  }

  public Stage always(Operation<?> operation) {
    return always(operation.asStep());
  }

  /** The retry policy of its steps that have none of their own. */
  public Stage retry(RetryPolicy retry) {
    return with(new Limits(retry, limits.timeout, limits.allowFailure));
  }

  public Stage timeout(Duration timeout) {
    if (timeout.compareTo(Duration.ZERO) <= 0) {
      throw new InvalidDefinitionException(
          "timeout of stage " + name + " must be positive: " + timeout);
    }
    return with(new Limits(limits.retry, timeout, limits.allowFailure));
  }

  /** The run goes on as if it had succeeded; the failure is reported as a warning. */
  public Stage allowFailure() {
    return with(new Limits(limits.retry, limits.timeout, true));
  }

  public Optional<Environment> environment() {
    return Optional.ofNullable(placement.environment);
  }

  /** Whether it writes to its environment. */
  public boolean deploys() {
    return placement.deploys;
  }

  public Optional<Rollback> rollback() {
    return Optional.ofNullable(reactions.rollback());
  }

  /** The steps of a phase; empty for phases of gates. */
  public List<Step<?>> steps(Phase phase) {
    return StageItems.steps(this, phase);
  }

  /** The gates of a phase in the order they are asked, rules of one name merged. */
  public List<Gate> gates(Phase phase) {
    return StageItems.gates(this, phase);
  }

  private Stage with(Placement changed) {
    return new Stage(name, changed, gates, steps, reactions, limits);
  }

  private Stage with(Gates changed) {
    return new Stage(name, placement, changed, steps, reactions, limits);
  }

  private Stage with(Reactions changed) {
    return new Stage(name, placement, gates, steps, changed, limits);
  }

  private Stage with(Limits changed) {
    return new Stage(name, placement, gates, steps, reactions, changed);
  }

  private static List<StageName> names(String... stages) {
    return List.of(stages).stream().map(StageName::of).toList();
  }

  private static <T> List<T> joined(List<? extends T> first, List<? extends T> second) {
    List<T> all = new ArrayList<>(first);
    all.addAll(second);
    return all;
  }

  @Override
  public String toString() {
    return Outline.of(this);
  }
}
