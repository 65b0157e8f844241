package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Gate;
import dev.lockflight.Phase;
import dev.lockflight.Pipeline;
import dev.lockflight.StageName;
import dev.lockflight.proof.Bypass;
import dev.lockflight.proof.Guard;
import dev.lockflight.proof.PipelinePaths;
import java.util.List;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What every path to some stages must pass. The gate may stand in front of the stage, in the rules
 * of its environment, or before or behind a stage whose success it cannot do without. A gate in
 * shadow guards nothing, nor does one that is only one part of {@code anyOf}, nor, unless told
 * otherwise, one that some people may override.
 */
public final class EveryPathAssert {
  private final Pipeline pipeline;
  private final String where;
  private final List<StageName> stages;
  private final UnaryOperator<Guard> strictness;

  EveryPathAssert(Pipeline pipeline, String where, List<StageName> stages) {
    this(pipeline, where, stages, UnaryOperator.identity());
  }

  private EveryPathAssert(
      Pipeline pipeline, String where, List<StageName> stages, UnaryOperator<Guard> strictness) {
    this.pipeline = pipeline;
    this.where = where;
    this.stages = stages;
    this.strictness = strictness;
  }

  /** Gates that some people may override count as passed. */
  public EveryPathAssert countingOverrides() {
    return new EveryPathAssert(pipeline, where, stages, Guard::countingOverrides);
  }

  /** Every path passes the gate of this name. */
  @CanIgnoreReturnValue
  public PipelineAssert passes(String gate) {
    return proves(Guard.gate(gate));
  }

  /** Every path needs an approval that only this login, or people of this group, can give. */
  @CanIgnoreReturnValue
  public PipelineAssert isApprovedBy(String loginOrGroup) {
    return proves(Guard.approvalBy(loginOrGroup));
  }

  /** Every path needs an approval by at least so many people, all of this group. */
  @CanIgnoreReturnValue
  public PipelineAssert isApprovedBy(String group, int people) {
    return proves(Guard.approvalBy(group, people));
  }

  /** Every path needs an approval of whatever name. */
  @CanIgnoreReturnValue
  public PipelineAssert isApproved() {
    return proves(Guard.anyApproval());
  }

  private PipelineAssert proves(Guard wanted) {
    Guard guard = strictness.apply(wanted);
    PipelinePaths paths = PipelinePaths.of(pipeline);
    if (stages.isEmpty()) {
      throw wrong(guard, "no stage deploys there, so nothing was proven", List.of());
    }
    if (stages.stream().noneMatch(paths.reachable()::contains)) {
      throw wrong(guard, "no run can ever come there, so nothing was proven", stages);
    }
    List<Bypass> found =
        stages.stream().flatMap(stage -> paths.around(guard, stage).stream()).toList();
    if (!found.isEmpty()) {
      String stories = found.stream().map(Bypass::toString).collect(Collectors.joining("\n"));
      throw wrong(guard, stories + hint(guard), found.stream().map(Bypass::stage).toList());
    }
    return PipelineAssert.of(pipeline);
  }

  private AssertionError wrong(Guard guard, String but, List<StageName> here) {
    return new AssertionError(
        PipelineMismatch.of(pipeline, "every path " + where + " to pass " + guard, but, here));
  }

  /** A name that no gate has is most likely a slip of the pen. */
  private String hint(Guard guard) {
    boolean named = gates().anyMatch(guard.gate());
    return named
        ? ""
        : "\nno gate of the pipeline is "
            + guard
            + "; its gates are "
            + gates()
                .map(gate -> gate.name().value())
                .collect(Collectors.toCollection(TreeSet::new));
  }

  private Stream<Gate> gates() {
    return pipeline.stages().stream()
        .flatMap(stage -> Stream.of(Phase.values()).flatMap(phase -> stage.gates(phase).stream()));
  }
}
