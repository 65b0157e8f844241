package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;

/** What a run is started with. Explicit parameters are the inputs of the cause. */
public record StartRequest(PipelineName pipeline, Cause cause, Release release) {
  public static StartRequest of(String pipeline, Cause cause, Release release) {
    return new StartRequest(PipelineName.of(pipeline), cause, release);
  }

  public <T> StartRequest with(dev.lockflight.Parameter<T> parameter, T value) {
    return new StartRequest(pipeline, cause.withInput(parameter.name(), value.toString()), release);
  }

  /**
   * Refuses what the pipeline could not be started with.
   *
   * @throws RefusedException when none of its triggers matches
   * @throws dev.lockflight.InvalidParameterException when a parameter is unknown, unreadable or not
   *     given
   */
  public void check(Pipeline checked) {
    var unused = StartRules.parameters(checked, this);
  }
}
