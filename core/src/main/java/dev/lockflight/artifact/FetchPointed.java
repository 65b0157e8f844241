package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.EnvironmentName;
import dev.lockflight.StepContext;

/** Fetches what a pointer points to into the step's workspace. */
record FetchPointed(Artifacts artifacts, Pointer pointer, EnvironmentName environment)
    implements Call<FetchedArtifacts> {
  @Override
  public String name() {
    return "fetch " + pointer + " of " + environment;
  }

  @Override
  public FetchedArtifacts run(StepContext context) {
    return Surroundings.reach(() -> artifacts.of(environment).fetch(pointer, context.workspace()));
  }
}
