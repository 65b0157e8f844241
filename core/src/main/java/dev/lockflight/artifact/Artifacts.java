package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;

/**
 * Steps and gates that publish files, turn pointers and read them back. Immutable and thread-safe.
 *
 * <pre>{@code
 * Artifacts artifacts = Artifacts.in(DirectoryArtifactStore.at(root));
 *
 * stage("stg_build").in(stage)
 *     .run(dbt.build().into(STG))
 *     .run(artifacts.publish(STG).into(STG_ARTIFACTS))
 *     .verify(testsPassed(STG))
 *     .onSuccess(artifacts.point(LAST_GOOD).at(STG_ARTIFACTS))
 * }</pre>
 *
 * <p>A run has one set per environment. A second kind of artifact, such as generated docs, goes to
 * a store of its own.
 */
public final class Artifacts {
  private final ArtifactStore store;

  private Artifacts(ArtifactStore store) {
    this.store = store;
  }

  public static Artifacts in(ArtifactStore store) {
    return new Artifacts(store);
  }

  /** The sets and pointers of an environment, for tools and for other steps. */
  public EnvironmentArtifacts of(EnvironmentName environment) {
    return new EnvironmentArtifacts(store, environment);
  }

  /** The sets and pointers of an environment, for tools and for other steps. */
  public EnvironmentArtifacts of(Environment environment) {
    return of(environment.name());
  }

  /** Publishes the files of an output for the stage's environment and turns latest to them. */
  public Publish publish(Output<? extends ProducesFiles> files) {
    return new Publish(this, files, null);
  }

  /** Turns a pointer: {@code point(LAST_GOOD).at(STG_ARTIFACTS)}. */
  public Aim point(Pointer pointer) {
    return new Aim(this, pointer);
  }

  /**
   * For a rollback: turns both pointers of the stage's environment to the set of the last run that
   * was verified there before this one. Does nothing when there was none.
   */
  public Call<PointedBack> pointBack() {
    return new PointBack(this);
  }

  /** Fetches a verified copy: {@code fetch(LAST_GOOD).of(stage)}. */
  public FetchAim fetch(Pointer pointer) {
    return new FetchAim(this, pointer);
  }

  /** Fetches a verified copy of what an earlier step of this run published. */
  public Call<FetchedArtifacts> fetch(Output<PublishedArtifacts> published) {
    return new FetchOutput(this, published);
  }

  /** Deletes old sets of the stage's environment, but never what a pointer names. */
  public Call<Expired> keepNewest(int sets) {
    return new KeepNewest(this, sets);
  }

  /** Opens when the environment has a last-good set whose every file is intact. */
  public LastGoodGate lastGoodExists(Environment environment) {
    return new LastGoodGate(this, environment.name(), null);
  }

  /** The first half of {@code point(..).at(..)}. */
  public record Aim(Artifacts artifacts, Pointer pointer) {
    /** The step that turns the pointer to what an earlier step of this run published. */
    public Call<PublishedArtifacts> at(Output<PublishedArtifacts> published) {
      return new PointAt(artifacts, pointer, published);
    }
  }

  /** The first half of {@code fetch(..).of(..)}. */
  public record FetchAim(Artifacts artifacts, Pointer pointer) {
    /** The step that fetches what the pointer of that environment points to now. */
    public Call<FetchedArtifacts> of(Environment environment) {
      return new FetchPointed(artifacts, pointer, environment.name());
    }
  }
}
