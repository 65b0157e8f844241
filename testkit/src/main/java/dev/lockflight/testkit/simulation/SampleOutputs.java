package dev.lockflight.testkit.simulation;

import dev.lockflight.ItemPath;
import dev.lockflight.Output;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Step;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What faked steps leave under their outputs when the test gives no value. Thread-safe. */
public final class SampleOutputs {
  private static final Object NOTHING = "nothing";

  private final List<Pipeline> pipelines;
  private final SampleValues samples;

  /** For the steps of these pipelines; every moment in a sample is {@code now}. */
  public SampleOutputs(List<Pipeline> pipelines, Instant now) {
    this.pipelines = pipelines;
    this.samples = new SampleValues(now);
  }

  /**
   * A value that the step could leave; the same each time.
   *
   * @throws IllegalStateException when none can be made up; the message names step and output
   */
  public Object sample(PipelineName pipeline, ItemPath path) {
    Optional<Output<?>> output = of(pipeline, path);
    try {
      return output.isPresent() ? samples.of(output.get().type()) : NOTHING;
    } catch (IllegalArgumentException e) {
      throw new IllegalStateException(
          e.getMessage()
              + "; say what step "
              + path
              + " leaves under "
              + output.orElseThrow()
              + " with succeedsWith(…)",
          e);
    }
  }

  /** The output that the step writes, if it writes one. */
  public Optional<Output<?>> of(PipelineName pipeline, ItemPath path) {
    return pipelines.stream()
        .filter(each -> each.name().equals(pipeline))
        .flatMap(each -> each.graph().find(path.stage()).stream())
        .flatMap(node -> node.stage().steps(path.phase()).stream())
        .filter(step -> step.name().value().equals(path.item()))
        .findFirst()
        .map(Step::key);
  }
}
