package dev.lockflight.connector.airflow;

import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Parameter;
import dev.lockflight.RemoteOperation;
import dev.lockflight.StepContext;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * A run of a DAG, as a step: begun once, found again after a crash by its {@code dag_run_id}, which
 * is made of the step's idempotency key, set to failed on abort, its tasks' states shown as
 * progress. Its result is the ended run. Immutable and thread-safe: each method returns another.
 *
 * <pre>{@code
 * airflow.trigger("brewery_pipeline").conf("day", DAY).within(ofMinutes(20)).keepingLogs()
 * }</pre>
 */
public final class TriggerDag implements RemoteOperation<DagRun> {
  private static final Duration PATIENCE = Duration.ofDays(1);

  private final AirflowRest rest;
  private final String dag;
  private final Given given;
  private final Manner manner;

  /** What the run gets. */
  record Given(
      Map<String, Function<StepContext, ?>> conf,
      Optional<Function<StepContext, Instant>> logicalDate) {}

  /** How it is begun and followed. */
  record Manner(Duration within, boolean unpauses, boolean keepsLogs) {}

  private TriggerDag(AirflowRest rest, String dag, Given given, Manner manner) {
    this.rest = rest;
    this.dag = dag;
    this.given = given;
    this.manner = manner;
  }

  static TriggerDag of(AirflowRest rest, String dag) {
    if (dag.isBlank()) {
      throw new InvalidDefinitionException("name of a DAG must not be blank: '" + dag + "'");
    }
    Given nothing = new Given(Map.of(), Optional.empty());
    return new TriggerDag(rest, dag, nothing, new Manner(PATIENCE, false, false));
  }

  /** A value of the run's conf: a text, a number, a boolean, a list or a map of these. */
  public TriggerDag conf(String name, Object value) {
    return conf(name, context -> value);
  }

  /** A value of its conf that is the pipeline's parameter, as text. */
  public TriggerDag conf(String name, Parameter<?> parameter) {
    return conf(name, context -> String.valueOf(context.parameter(parameter)));
  }

  /**
   * A value of its conf that is known when it runs, for example the release's commit. It must be
   * the same when the step is resumed after a crash.
   */
  public TriggerDag conf(String name, Function<StepContext, ?> value) {
    Map<String, Function<StepContext, ?>> all = new TreeMap<>(given.conf);
    all.put(name, value);
    return with(new Given(Map.copyOf(all), given.logicalDate));
  }

  /**
   * The moment the run covers. Airflow has at most one run of a DAG for each. Without it a run of
   * Airflow 3 has none, and one of Airflow 2 the moment it was begun.
   */
  public TriggerDag logicalDate(Instant date) {
    return logicalDate(context -> date);
  }

  /** The beginning, in UTC, of the day that is the pipeline's parameter. */
  public TriggerDag logicalDate(Parameter<LocalDate> day) {
    return logicalDate(context -> context.parameter(day).atStartOfDay(ZoneOffset.UTC).toInstant());
  }

  /** It must be the same when the step is resumed after a crash. */
  public TriggerDag logicalDate(Function<StepContext, Instant> date) {
    return with(new Given(given.conf, Optional.of(date)));
  }

  /** Fails, and stops the run, when it has not ended after so long; a day unless this says so. */
  public TriggerDag within(Duration limit) {
    if (limit.isNegative() || limit.isZero()) {
      throw new InvalidDefinitionException("limit of DAG " + dag + " must be positive: " + limit);
    }
    return with(new Manner(limit, manner.unpauses, manner.keepsLogs));
  }

  /** Unpauses the DAG first when it is paused, instead of failing. */
  public TriggerDag unpausing() {
    return with(new Manner(manner.within, true, manner.keepsLogs));
  }

  /** Keeps the tasks' logs, whatever comes of the run, in the step's workspace. */
  public TriggerDag keepingLogs() {
    return with(new Manner(manner.within, manner.unpauses, true));
  }

  private TriggerDag with(Given changed) {
    return new TriggerDag(rest, dag, changed, manner);
  }

  private TriggerDag with(Manner changed) {
    return new TriggerDag(rest, dag, given, changed);
  }

  @Override
  public String name() {
    return "trigger-dag";
  }

  @Override
  public String describe() {
    return "Airflow DAG "
        + dag
        + (given.conf.isEmpty() ? "" : " with " + new TreeSet<>(given.conf.keySet()))
        + (given.logicalDate.isPresent() ? " for a logical date" : "")
        + (manner.within.equals(PATIENCE) ? "" : " within " + manner.within);
  }

  @Override
  public Handle submit(StepContext context) throws InterruptedException {
    Map<String, Object> conf = new LinkedHashMap<>();
    given.conf.forEach((name, value) -> conf.put(name, value.apply(context)));
    Optional<Instant> date = given.logicalDate.map(made -> made.apply(context));
    DagReadiness readiness = new DagReadiness(rest, dag, manner.unpauses);
    return new BeginRun(rest, readiness).begin(WantedRun.of(dag, conf, date, context), context);
  }

  @Override
  public Poll<DagRun> poll(Handle handle, StepContext context) throws InterruptedException {
    return new FollowRun(rest, dag, manner).poll(DagHandle.of(handle), context);
  }

  @Override
  public void cancel(Handle handle, StepContext context) throws InterruptedException {
    rest.stop(dag, DagHandle.of(handle).run());
  }

  @Override
  public String toString() {
    return describe();
  }
}
