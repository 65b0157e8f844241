package dev.lockflight.examples.f2;

import static dev.lockflight.dsl.Lockflight.call;

import dev.lockflight.RunContext;
import dev.lockflight.Step;
import dev.lockflight.connector.docker.BuiltImage;
import dev.lockflight.connector.docker.ContainerSpec;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.RunContainer;
import java.nio.file.Path;

/**
 * The images of the project's Dockerfile, one per cell of the matrix over its targets. Immutable.
 *
 * @param context the directory with the Dockerfile
 * @param base the image the others stand on
 */
public record DeltaLakeImages(DockerCli cli, Docker docker, Path context, String base) {
  /** Builds the target of the cell. */
  Step<BuiltImage> build() {
    return call(
        "docker build",
        step ->
            cli.build(context).target(target(step)).arg("BASE", base).as(image(step)).run(step));
  }

  /** Runs the image once; it says whether it holds what it should, and ends. */
  Step<RunContainer.End> start() {
    return new InCell<>(
            "docker run",
            step ->
                docker.run(
                    image(step), ContainerSpec.named("lake-" + target(step)).network("none")))
        .asStep();
  }

  private static ImageName image(RunContext step) {
    return ImageName.of("lake-" + target(step) + ":" + step.release().commit());
  }

  private static String target(RunContext step) {
    return step.cell().getOrDefault("target", "");
  }
}
