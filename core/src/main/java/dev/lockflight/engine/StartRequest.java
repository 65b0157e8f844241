package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.run.Origin;
import org.jspecify.annotations.Nullable;

/**
 * What a run is started with. Explicit parameters are the inputs of the cause.
 *
 * @param hotfix why it is a hotfix; null when it is none
 */
public record StartRequest(
    PipelineName pipeline, Cause cause, Release release, @Nullable String hotfix) {
  public StartRequest(PipelineName pipeline, Cause cause, Release release) {
    this(pipeline, cause, release, null);
  }

  public static StartRequest of(String pipeline, Cause cause, Release release) {
    return new StartRequest(PipelineName.of(pipeline), cause, release);
  }

  public <T> StartRequest with(dev.lockflight.Parameter<T> parameter, T value) {
    return new StartRequest(
        pipeline, cause.withInput(parameter.name(), value.toString()), release, hotfix);
  }

  /**
   * The same start as a hotfix, on behalf of who started it: it passes freezes and soaks where its
   * environments say so. The journal, reports and requests for approval tell it.
   */
  public StartRequest asHotfix(String reason) {
    return new StartRequest(pipeline, cause, release, reason);
  }

  Origin origin() {
    return hotfix == null ? Origin.START : Origin.hotfix(hotfix);
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
