package dev.lockflight.plan;

import dev.lockflight.Cause;
import dev.lockflight.PipelineName;
import dev.lockflight.Release;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the planned run is started with.
 *
 * @param cause with the explicit parameter values as its inputs
 * @param parameters the values that hold where no environment says otherwise: explicit ones and
 *     defaults
 */
public record PlannedStart(
    PipelineName pipeline, Cause cause, Release release, Map<String, String> parameters) {
  public PlannedStart {
    parameters = Collections.unmodifiableMap(new TreeMap<>(parameters));
  }

  /** What starts it, without who: {@code push to main}. */
  String occurrence() {
    String told = cause.toString();
    return told.substring(0, told.length() - (" by " + cause.by().name()).length());
  }
}
