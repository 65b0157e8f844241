package dev.lockflight.artifact;

import dev.lockflight.Call;
import dev.lockflight.Environment;
import dev.lockflight.EnvironmentName;
import dev.lockflight.Output;
import dev.lockflight.ProducesFiles;
import dev.lockflight.StepContext;
import dev.lockflight.StepFailedException;
import dev.lockflight.artifact.SetWriter.Origin;
import java.io.IOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The step that publishes an output's files as the run's set and turns latest to it. Repeated after
 * a crash it finishes what it began; with other files it fails. Adds the digest of the set to the
 * release, and those of its files when there are few.
 */
public final class Publish implements Call<PublishedArtifacts> {
  /** A release is read by people. */
  private static final int FEW = 32;

  private final Artifacts artifacts;
  private final Output<? extends ProducesFiles> files;
  private final @Nullable EnvironmentName environment;

  Publish(
      Artifacts artifacts,
      Output<? extends ProducesFiles> files,
      @Nullable EnvironmentName environment) {
    this.artifacts = artifacts;
    this.files = files;
    this.environment = environment;
  }

  /** For this environment instead of the stage's. */
  public Publish to(Environment other) {
    return new Publish(artifacts, files, other.name());
  }

  @Override
  public String name() {
    return "publish " + files.name();
  }

  @Override
  public Set<Output<?>> reads() {
    return Set.of(files);
  }

  @Override
  public String describe() {
    return "publish "
        + files.name()
        + (environment == null ? "" : " to " + environment)
        + " and point latest at it";
  }

  @Override
  public PublishedArtifacts run(StepContext context) {
    if (!context.cell().isEmpty()) {
      throw StepFailedException.fatal(
          "a run has one set per environment, so the cells of a matrix cannot each publish one;"
              + " publish in a stage after the matrix");
    }
    EnvironmentName target =
        environment == null ? Surroundings.environment(context, name()) : environment;
    PublishedArtifacts published = Surroundings.reach(() -> publish(context, target));
    addTo(context, published.set());
    return published;
  }

  private PublishedArtifacts publish(StepContext context, EnvironmentName target)
      throws IOException {
    var produced = context.read(files).files();
    if (produced.isEmpty()) {
      throw StepFailedException.fatal(files.name() + " has no files to publish");
    }
    Origin origin = new Origin(context.run(), context.release().commit(), context.now());
    return artifacts.of(target).publish(origin, produced, Surroundings.step(context));
  }

  private static void addTo(StepContext context, ArtifactSet set) {
    context.addToRelease(set.environment() + " artifacts", set.digest().value());
    if (set.files().size() <= FEW) {
      for (ArtifactFile file : set.files()) {
        context.addToRelease(set.environment() + "/" + file.name(), file.digest().value());
      }
    }
  }
}
