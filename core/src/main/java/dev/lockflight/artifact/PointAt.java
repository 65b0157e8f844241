package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.Output;
import dev.lockflight.StepContext;
import dev.lockflight.artifact.Pointers.Turn;
import java.util.Set;

/** Turns a pointer to what an earlier step published, in the environment it was published for. */
record PointAt(Artifacts artifacts, Pointer pointer, Output<PublishedArtifacts> published)
    implements Call<PublishedArtifacts> {
  @Override
  public String name() {
    return "point " + pointer + " at " + published.name();
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(published);
  }

  @Override
  public PublishedArtifacts run(StepContext context) {
    ArtifactSet set = context.read(published).set();
    Turn turn = new Turn(Surroundings.step(context), context.now());
    return Surroundings.reach(() -> artifacts.of(set.environment()).point(pointer, set, turn));
  }
}
