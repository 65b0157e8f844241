package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import java.util.Set;

/** Fetches what an earlier step of the run published into the step's workspace. */
record FetchOutput(Artifacts artifacts, Output<PublishedArtifacts> published)
    implements Call<FetchedArtifacts> {
  @Override
  public String name() {
    return "fetch " + published.name();
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(published);
  }

  @Override
  public FetchedArtifacts run(StepContext context) {
    PublishedArtifacts source = context.read(published);
    return Surroundings.reach(
        () -> artifacts.of(source.environment()).fetch(source, context.workspace()));
  }
}
