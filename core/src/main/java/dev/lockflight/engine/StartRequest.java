package dev.lockflight.engine;

import dev.lockflight.Cause;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.Pipeline;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import dev.lockflight.run.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a run is started with. Explicit parameters are the inputs of the cause.
 *
 * @param key of what happened in the world; null when each request is a start of its own
 * @param hotfix why it is a hotfix; null when it is none
 */
public record StartRequest(
    PipelineName pipeline,
    Cause cause,
    Release release,
    @Nullable String key,
    @Nullable String hotfix) {
  public StartRequest {
    if (key != null && key.isBlank()) {
      throw new InvalidDefinitionException("the key of a start must not be blank");
    }
  }

  public StartRequest(PipelineName pipeline, Cause cause, Release release) {
    this(pipeline, cause, release, null, null);
  }

  public static StartRequest of(String pipeline, Cause cause, Release release) {
    return new StartRequest(PipelineName.of(pipeline), cause, release);
  }

  public <T> StartRequest with(dev.lockflight.Parameter<T> parameter, T value) {
    return new StartRequest(
        pipeline, cause.withInput(parameter.name(), value.toString()), release, key, hotfix);
  }

  /**
   * The same start as a hotfix, on behalf of who started it: it passes freezes and soaks where its
   * environments say so. The journal, reports and requests for approval tell it.
   */
  public StartRequest asHotfix(String reason) {
    return new StartRequest(pipeline, cause, release, key, reason);
  }

  Origin origin() {
    return hotfix == null ? Origin.START : Origin.hotfix(hotfix);
  }

  /**
   * This start happens once: the run's id is made of the pipeline and this key, so whoever asks
   * again, from another source, after a crash or in another process, gets the run there is.
   */
  public StartRequest once(String occurrence) {
    return new StartRequest(pipeline, cause, release, occurrence, hotfix);
  }

  /** The key that makes it one start however often it is asked for. */
  public Optional<String> occurrence() {
    return Optional.ofNullable(key);
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
