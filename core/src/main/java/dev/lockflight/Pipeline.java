package dev.lockflight;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * An immutable description of a deployment flow. Building an invalid one is impossible: {@link #of}
 * throws an {@link InvalidDefinitionException} that names the path and both ends. Thread-safe.
 */
public final class Pipeline {
  private final PipelineName name;
  private final List<Trigger> triggers;
  private final List<Parameter<?>> parameters;
  private final List<Stage> stages;
  private final Map<StageName, Join> joins;
  private final StageGraph graph;
  private final Structure structure;

  private Pipeline(PipelineName name, PipelineParts parts) {
    this.name = name;
    this.triggers = parts.triggers();
    this.parameters = parts.parameters();
    this.stages = parts.stages();
    this.joins = parts.joins();
    this.graph = StageGraph.of(PipelineRules.ordered(parts), joins);
    PipelineRules.check(this);
    this.structure = Structure.of(this);
  }

  /**
   * A pipeline of these parts. Stages run in list order unless they say {@code after}.
   *
   * @throws InvalidDefinitionException for cycles, unreachable stages, duplicate names, unknown
   *     stages, a protected environment without a gate, an output read but not written upstream
   */
  public static Pipeline of(String name, PipelinePart... parts) {
    return of(name, List.of(parts));
  }

  public static Pipeline of(String name, List<? extends PipelinePart> parts) {
    return new Pipeline(PipelineName.of(name), PipelineParts.sorted(name, parts));
  }

  public PipelineName name() {
    return name;
  }

  public List<Trigger> triggers() {
    return triggers;
  }

  /** All typed inputs, those of manual triggers included. */
  public List<Parameter<?>> parameters() {
    return parameters;
  }

  /** The stages as they were listed. */
  public List<Stage> stages() {
    return stages;
  }

  public Optional<Stage> stage(StageName stage) {
    return stages.stream().filter(each -> each.name().equals(stage)).findFirst();
  }

  /** What the stage waits for, list order resolved. */
  public Join joinOf(StageName stage) {
    return joins.getOrDefault(stage, Join.NONE);
  }

  public StageGraph graph() {
    return graph;
  }

  /** The environments in the order in which the list first names them. */
  public List<Environment> environments() {
    Map<EnvironmentName, Environment> all = new LinkedHashMap<>();
    for (Stage stage : stages) {
      stage
          .environment()
          .ifPresent(environment -> all.putIfAbsent(environment.name(), environment));
    }
    return List.copyOf(all.values());
  }

  /** What runs are pinned to. */
  public Structure structure() {
    return structure;
  }

  /** Whether such a cause starts this pipeline; one without triggers is started by hand only. */
  public boolean isStartedBy(Cause cause) {
    return triggers.isEmpty()
        ? cause.kind() == Cause.Kind.MANUAL
        : triggers.stream().anyMatch(trigger -> trigger.matches(cause));
  }

  /** Every stage with its resolved join, in list order. */
  public Map<StageName, Join> joins() {
    return Collections.unmodifiableMap(joins);
  }

  /** The readable outline. */
  @Override
  public String toString() {
    return Outline.of(this);
  }
}
