package dev.lockflight.testkit.assertion;

import com.google.errorprone.annotations.CanIgnoreReturnValue;
import dev.lockflight.Cause;
import dev.lockflight.Environment;
import dev.lockflight.Pipeline;
import dev.lockflight.Stage;
import dev.lockflight.StageName;
import dev.lockflight.Trigger;
import dev.lockflight.proof.Bypass;
import dev.lockflight.proof.PipelinePaths;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.AbstractAssert;
import org.assertj.core.api.Assertions;
import org.assertj.core.api.ListAssert;

/**
 * What a pipeline can and cannot do, proven on its graph without running it.
 *
 * <pre>{@code
 * assertThat(delivery).everyPathInto("prod").passes("data-owners");
 * assertThat(delivery).startedBy(pullRequest("main")).neverDeploysInto("prod");
 * }</pre>
 */
public final class PipelineAssert extends AbstractAssert<PipelineAssert, Pipeline> {
  private PipelineAssert(Pipeline actual) {
    super(actual, PipelineAssert.class);
  }

  public static PipelineAssert of(Pipeline pipeline) {
    return new PipelineAssert(pipeline);
  }

  /** Every way in which a stage that deploys into the environment can come to its steps. */
  public EveryPathAssert everyPathInto(String environment) {
    String known = Ledgers.known(actual, environment);
    List<StageName> stages =
        actual.stages().stream()
            .filter(Stage::deploys)
            .filter(
                stage ->
                    stage.environment().filter(e -> e.name().value().equals(known)).isPresent())
            .map(Stage::name)
            .toList();
    return new EveryPathAssert(actual, "into " + environment, stages);
  }

  public EveryPathAssert everyPathInto(Environment environment) {
    return everyPathInto(environment.name().value());
  }

  /** Every way in which the stage can come to its steps. */
  public EveryPathAssert everyPathToStage(String stage) {
    return new EveryPathAssert(
        actual, "to stage " + stage, List.of(new Items(actual).stage(stage)));
  }

  /** Only the runs that such a trigger starts. */
  public ReachAssert startedBy(Trigger trigger) {
    return new ReachAssert(actual, PipelinePaths.of(actual).startedBy(trigger), trigger.toString());
  }

  /** Only the runs that this starts. */
  public ReachAssert startedBy(Cause cause) {
    return new ReachAssert(actual, PipelinePaths.of(actual).startedBy(cause), cause.toString());
  }

  /** The names of the stages that a run started so can enter, in list order. */
  public ListAssert<String> stagesReachableOn(Trigger trigger) {
    return reachable(PipelinePaths.of(actual).startedBy(trigger), trigger.toString());
  }

  /** The names of the stages that a run started so can enter, in list order. */
  public ListAssert<String> stagesReachableOn(Cause cause) {
    return reachable(PipelinePaths.of(actual).startedBy(cause), cause.toString());
  }

  private ListAssert<String> reachable(PipelinePaths paths, String start) {
    return Assertions.assertThat(paths.reachable().stream().map(StageName::value).toList())
        .as("stages reachable on %s in%n%s", start, actual);
  }

  /**
   * Nothing is written to a protected environment before somebody has approved something in the
   * run. {@link PipelinePaths#writesBeforeApproval} gives the same as a list.
   */
  @CanIgnoreReturnValue
  public PipelineAssert hasNoProtectedEnvironmentWrittenBeforeApproval() {
    List<Bypass> found = PipelinePaths.of(actual).writesBeforeApproval();
    if (!found.isEmpty()) {
      throw failure(
          "%s",
          PipelineMismatch.of(
              actual,
              "pipeline " + actual.name() + " to write no protected environment before approval",
              found.stream().map(Bypass::toString).collect(Collectors.joining("\n")),
              found.stream().map(Bypass::stage).toList()));
    }
    return this;
  }

  /** Rules of an environment that stages of the pipeline use. */
  public EnvironmentAssert environment(String environment) {
    String known = Ledgers.known(actual, environment);
    return new EnvironmentAssert(
        actual.environments().stream()
            .filter(each -> each.name().value().equals(known))
            .findFirst()
            .orElseThrow(),
        actual);
  }
}
