package dev.lockflight.connector.dbt;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Output;
import dev.lockflight.Parameter;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One dbt command as an operation. Immutable and thread-safe; an option the command does not accept
 * is refused with an {@link InvalidDefinitionException} that names both.
 *
 * <p>A failed test fails the step, and so does a stale source: a pipeline without gates must not
 * pass over it. Where gates decide, say so with {@link #leavingFailuresToGates}. A broken model, a
 * failed seed, a test that could not run, and results that are not this invocation's fail the step
 * in any case.
 */
public final class DbtCommand implements Call<DbtResult> {
  private final DbtSettings settings;
  private final CommandOptions options;
  private final @Nullable DbtState state;
  private final boolean gatesDecide;
  private final boolean mayBeEmpty;

  private DbtCommand(
      DbtSettings settings,
      CommandOptions options,
      @Nullable DbtState state,
      boolean gatesDecide,
      boolean mayBeEmpty) {
    this.settings = settings;
    this.options = options;
    this.state = state;
    this.gatesDecide = gatesDecide;
    this.mayBeEmpty = mayBeEmpty;
  }

  static DbtCommand of(DbtSettings settings, Verb verb) {
    return new DbtCommand(settings, CommandOptions.of(verb), null, false, false);
  }

  /** Only these nodes, in dbt's words; several are a union, also over several calls. */
  public DbtCommand select(String... selectors) {
    return with(options.with(Option.SELECT, List.of(selectors)));
  }

  /** Without these nodes. */
  public DbtCommand exclude(String... selectors) {
    return with(options.with(Option.EXCLUDE, List.of(selectors)));
  }

  /** Without it, the attribute {@code dbt.target} of the stage's environment names the target. */
  public DbtCommand target(String name) {
    return with(options.with(Option.TARGET, List.of(name)));
  }

  /** A variable of the project: a text, number, truth value, list or map. */
  public DbtCommand var(String name, Object value) {
    return with(options.withVar(name, value));
  }

  /** A variable of the project whose value is a parameter of the pipeline. */
  public DbtCommand var(String name, Parameter<?> parameter) {
    return with(options.withVar(name, parameter));
  }

  public DbtCommand threads(int count) {
    if (count < 1) {
      throw new InvalidDefinitionException("threads must be at least 1: " + count);
    }
    return with(options.with(Option.THREADS, List.of(Integer.toString(count))));
  }

  /** Builds incremental models and seeds anew. */
  public DbtCommand fullRefresh() {
    return with(options.with(Option.FULL_REFRESH, List.of()));
  }

  /** Stops at the first failure. */
  public DbtCommand failFast() {
    return with(options.with(Option.FAIL_FAST, List.of()));
  }

  /** Warnings become errors. */
  public DbtCommand warnError() {
    return with(options.with(Option.WARN_ERROR, List.of()));
  }

  /**
   * What is not selected is read from where an earlier step built it, but only where this target
   * does not have it itself, unless {@link #favorState()}. The log explains each such reference; to
   * forbid them, verify with {@link DbtGates#noCrossEnvironmentReferences}.
   */
  public DbtCommand deferTo(Output<DbtResult> built) {
    return deferTo(DbtState.of(built));
  }

  /** The same, to the artifacts in a directory. */
  public DbtCommand deferTo(Path directory) {
    return deferTo(DbtState.in(directory));
  }

  /** The same, with limits on age and digest. */
  public DbtCommand deferTo(DbtState built) {
    return with(options.with(Option.DEFER, List.of())).state(built);
  }

  /** What is not selected is read from the state even where this target has it. */
  public DbtCommand favorState() {
    if (!options.has(Option.DEFER) && options.verb().accepts(Option.FAVOR_STATE)) {
      throw new InvalidDefinitionException(
          options.verb() + " --favor-state needs deferTo before it");
    }
    return with(options.with(Option.FAVOR_STATE, List.of()));
  }

  /** What {@code state:modified} and its like compare with. */
  public DbtCommand state(DbtState compared) {
    CommandOptions changed = options.with(Option.STATE, List.of(compared.toString()));
    return new DbtCommand(settings, changed, compared, gatesDecide, mayBeEmpty);
  }

  /**
   * Failed tests, or stale sources, do not fail the step: gates decide on the result. Use it only
   * where a gate does.
   *
   * @throws InvalidDefinitionException when the command runs no tests
   */
  public DbtCommand leavingFailuresToGates() {
    Verb verb = options.verb();
    if (verb != Verb.BUILD
        && verb != Verb.TEST
        && verb != Verb.RETRY
        && verb != Verb.SOURCE_FRESHNESS) {
      throw new InvalidDefinitionException(
          verb + " runs no tests, so it has no failures to leave to gates");
    }
    return new DbtCommand(settings, options, state, true, mayBeEmpty);
  }

  /** Selecting nothing is no failure. */
  public DbtCommand allowingEmptySelection() {
    return new DbtCommand(settings, options, state, gatesDecide, true);
  }

  private DbtCommand with(CommandOptions changed) {
    return new DbtCommand(settings, changed, state, gatesDecide, mayBeEmpty);
  }

  @Override
  public String name() {
    return options.verb().toString();
  }

  @Override
  public Set<Output<?>> reads() {
    return state == null ? Set.of() : state.reads();
  }

  /** The command line. */
  @Override
  public String describe() {
    return options.outline()
        + (gatesDecide ? ", leaving failures to gates" : "")
        + (mayBeEmpty ? ", allowing an empty selection" : "");
  }

  /**
   * Runs it.
   *
   * @throws StepFailedException when it has not done its work; its cause is a {@link DbtException}
   *     or a {@link DbtArtifactException}, and its evidence the failed nodes
   */
  @Override
  public DbtResult run(StepContext context) throws Exception {
    return new Execution(this, context).run();
  }

  DbtSettings settings() {
    return settings;
  }

  CommandOptions options() {
    return options;
  }

  Verb verb() {
    return options.verb();
  }

  Optional<DbtState> state() {
    return Optional.ofNullable(state);
  }

  boolean gatesDecide() {
    return gatesDecide;
  }

  boolean mayBeEmpty() {
    return mayBeEmpty;
  }

  @Override
  public String toString() {
    return describe();
  }
}
