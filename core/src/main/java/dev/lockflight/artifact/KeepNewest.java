package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.InvalidDefinitionException;
import dev.lockflight.StepContext;

/** Deletes old sets of the stage's environment. */
record KeepNewest(Artifacts artifacts, int sets) implements Call<Expired> {
  KeepNewest {
    if (sets < 1) {
      throw new InvalidDefinitionException("sets to keep must be at least 1: " + sets);
    }
  }

  @Override
  public String name() {
    return "keep newest artifacts";
  }

  @Override
  public String describe() {
    return "keep the newest " + sets + " artifact sets and what pointers name";
  }

  @Override
  public Expired run(StepContext context) {
    EnvironmentArtifacts shelf = artifacts.of(Surroundings.environment(context, name()));
    return Surroundings.reach(
        () -> new Expired(shelf.keepNewest(sets).stream().map(ArtifactSet::run).toList()));
  }
}
