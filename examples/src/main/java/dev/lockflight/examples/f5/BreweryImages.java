package dev.lockflight.examples.f5;

import static dev.lockflight.dsl.Lockflight.call;

import dev.lockflight.Environment;
import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Polling;
import dev.lockflight.Step;
import dev.lockflight.connector.docker.Build;
import dev.lockflight.connector.docker.BuiltImage;
import dev.lockflight.connector.docker.Compose;
import dev.lockflight.connector.docker.ContainerSpec;
import dev.lockflight.connector.docker.ContainerSpec.HealthCheck;
import dev.lockflight.connector.docker.Deploy;
import dev.lockflight.connector.docker.Docker;
import dev.lockflight.connector.docker.DockerCli;
import dev.lockflight.connector.docker.ImageName;
import dev.lockflight.connector.docker.ImageTags;
import dev.lockflight.connector.docker.Push;
import dev.lockflight.connector.docker.PushedImage;
import dev.lockflight.connector.docker.RegistryLogin;
import dev.lockflight.connector.http.Probe;
import dev.lockflight.connector.process.CommandResult;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The image of the breweries: how it is built, pushed and run. Immutable.
 *
 * @param repository with its registry, for example {@code ghcr.io/acme/brewery}
 * @param login who pushes and pulls
 * @param base the directory of the base image, as there is no public registry to take one from
 */
public record BreweryImages(
    Docker docker, DockerCli cli, String repository, RegistryLogin login, Path base) {
  /** The attribute of an environment that says on which port of this machine its server listens. */
  static final String PORT = "port";

  private static final Polling SOON = Polling.every(Duration.ofMillis(300), Duration.ofMinutes(1));

  /** Before a build: the image it begins from, of busybox alone. */
  Build buildBase() {
    return cli.build(base).network("host").as(ImageName.of("brewery-base:1"));
  }

  Build build(Path tree, String name) {
    return cli.build(tree).network("host").as(ImageName.of(name));
  }

  /** Under the one tag that never moves. Its digest becomes part of the release. */
  Push push(Output<BuiltImage> built) {
    return to(built).as(run -> List.of(ImageTags.ofCommit(run.release().commit())));
  }

  /** Turns the branch's tag, {@code latest} or {@code develop-0.0.4}, to what was deployed. */
  Push tagBranch(Output<BuiltImage> built, Output<String> version) {
    return to(built)
        .as(
            run -> {
              String branch = String.valueOf(run.cause().ref());
              return ImageTags.ofBranch(branch, run.read(version), run.release().commit());
            });
  }

  /** Gives what was deployed the tag of its version, {@code v1.2.3}. */
  Push tagRelease(Output<BuiltImage> built, Output<String> version) {
    return to(built).as(run -> ImageTags.ofRelease(run.read(version), run.release().commit()));
  }

  private Push to(Output<BuiltImage> built) {
    return docker.push(built).to(repository).login(login);
  }

  /** The release's image, by digest, takes the place of the environment's container. */
  Deploy deploy(Environment environment) {
    String port = port(environment);
    return docker
        .deploy(repository)
        .as(
            ContainerSpec.named(container(environment))
                .network("host")
                .restarting()
                .environment("PORT", port)
                .health(new HealthCheck(asking(port), Duration.ofMillis(500), 3)))
        .login(login);
  }

  Gate healthy(Environment environment) {
    return docker.containerHealthy(container(environment)).polled(SOON);
  }

  static Gate answers(Environment environment) {
    return Probe.httpOk(URI.create("http://127.0.0.1:" + port(environment) + "/breweries.json"));
  }

  static String container(Environment environment) {
    return "brewery-" + environment.name();
  }

  private static String port(Environment environment) {
    return environment.attribute(PORT).orElseThrow();
  }

  private static List<String> asking(String port) {
    String health = "http://127.0.0.1:" + port + "/health";
    return List.of("/bin/wget", "-q", "-O", "/dev/null", health);
  }

  /** The stack of the compose file in this tree, with an image of this name. */
  Compose stack(Environment environment, Path tree, String image) {
    return cli.compose(container(environment), tree.resolve("docker-compose.yml"))
        .variables(Map.of("BREWERY_IMAGE", image, "BREWERY_PORT", port(environment)));
  }

  /** Starts it with exactly the image that was pushed. */
  Step<CommandResult> start(Environment environment, Path tree, Output<PushedImage> image) {
    return call(
        "compose up " + container(environment),
        run -> stack(environment, tree, run.read(image).reference().toString()).up().run(run));
  }

  Gate stackIsHealthy(Environment environment) {
    return docker.projectHealthy(container(environment)).polled(SOON);
  }
}
