package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.Deployment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.RunId;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.artifact.Pointers.Turn;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Turns the pointers of the stage's environment back to what was verified before this run. */
record PointBack(Artifacts artifacts) implements Call<PointedBack> {
  @Override
  public String name() {
    return "point back";
  }

  @Override
  public String describe() {
    return "point latest and last-good back at the last verified run";
  }

  @Override
  public PointedBack run(StepContext context) {
    EnvironmentName environment = Surroundings.environment(context, name());
    return Surroundings.reach(() -> turn(context, artifacts.of(environment), environment));
  }

  private static PointedBack turn(
      StepContext context, EnvironmentArtifacts shelf, EnvironmentName environment)
      throws IOException {
    Optional<ArtifactSet> earlier = earlier(context, shelf, environment);
    if (earlier.isEmpty()) {
      return stay(context, shelf, environment);
    }
    Turn turn = new Turn(Surroundings.step(context), context.now());
    List<PublishedArtifacts> turned = new ArrayList<>();
    for (Pointer pointer : Pointer.values()) {
      if (shelf.find(pointer).isPresent()) {
        turned.add(shelf.point(pointer, earlier.get(), turn));
      }
    }
    return new PointedBack(turned, "pointers of " + environment + " are back at " + earlier.get());
  }

  /** The set of the last verified run, or else the last good one that is not this run's. */
  private static Optional<ArtifactSet> earlier(
      StepContext context, EnvironmentArtifacts shelf, EnvironmentName environment)
      throws IOException {
    Optional<RunId> verified = verifiedBefore(context, environment);
    if (verified.isPresent()) {
      Optional<ArtifactSet> set = shelf.find(verified.get());
      if (set.isPresent()) {
        return set;
      }
    }
    return shelf
        .find(Pointer.LAST_GOOD)
        .map(PublishedArtifacts::set)
        .filter(set -> !set.run().equals(context.run()));
  }

  private static Optional<RunId> verifiedBefore(StepContext context, EnvironmentName environment) {
    Set<RunId> undone = new HashSet<>(Set.of(context.run()));
    for (Deployment line : context.ledger().history(environment)) {
      if (line.state() == Deployment.State.ROLLED_BACK) {
        undone.add(line.run());
      } else if (line.state() == Deployment.State.VERIFIED
          && !undone.contains(line.run())
          && !context.ledger().orders().isVetoed(line)) {
        return Optional.of(line.run());
      }
    }
    return Optional.empty();
  }

  private static PointedBack stay(
      StepContext context, EnvironmentArtifacts shelf, EnvironmentName environment)
      throws IOException {
    if (shelf.find(Pointer.LAST_GOOD).isPresent()) {
      throw StepFailedException.fatal(
          "last-good of "
              + environment
              + " is the set of run "
              + context.run()
              + ", which is being rolled back, and no run was verified there before it; publish a"
              + " good release");
    }
    return new PointedBack(
        List.of(), "no run was verified in " + environment + " before; the pointers stay");
  }
}
