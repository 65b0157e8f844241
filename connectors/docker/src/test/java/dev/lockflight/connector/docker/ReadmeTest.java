package dev.lockflight.connector.docker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lockflight.Gate;
import dev.lockflight.Output;
import dev.lockflight.Polling;
import dev.lockflight.Secret;
import dev.lockflight.Step;
import dev.lockflight.testkit.docker.LocalDocker;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ReadmeTest {
  private static final Output<BuiltImage> BUILT = Output.of("built", BuiltImage.class);
  private static final Output<PushedImage> IMAGE = Output.of("image", PushedImage.class);

  @Test
  void the_readme_describes_what_it_does() {
    Map<String, String> environment = Map.of("DOCKER_HOST", "unix:///run/docker.sock");
    Path context = Path.of("brewery");
    String repository = "ghcr.io/acme/brewery";
    Docker docker = Docker.of(environment); // DOCKER_HOST, DOCKER_TLS_VERIFY, DOCKER_CERT_PATH
    DockerCli cli = DockerCli.of(environment);
    RegistryLogin login = RegistryLogin.of("ci", Secret.of("GHCR_TOKEN"));

    Step<BuiltImage> build =
        cli.build(context).target("app").as(ImageName.of("brewery:build")).into(BUILT);
    Step<PushedImage> push =
        docker
            .push(BUILT)
            .to(repository)
            .as(run -> ImageTags.ofBranch("develop", "0.0.4", run.release().commit()))
            .login(login)
            .into(IMAGE);
    ContainerSpec brewery = ContainerSpec.named("brewery").network("host").restarting();
    Step<DeployedContainer> deploy = docker.deploy(repository).as(brewery).login(login).asStep();
    Gate healthy =
        docker
            .containerHealthy("brewery")
            .polled(Polling.every(Duration.ofSeconds(2), Duration.ofMinutes(2)));

    assertThat(build)
        .hasToString("build brewery:build: build brewery as brewery:build --target app → built");
    assertThat(push.toString()).contains("with secret GHCR_TOKEN").contains("→ image");
    assertThat(deploy.toString()).contains("deploy the release's ghcr.io/acme/brewery as brewery");
    assertThat(healthy.describe()).isEqualTo("container brewery is healthy, every PT2S for PT2M");
    docker.close();
  }

  /** Compiled; run by all tests that need an engine. */
  static URI started(Map<String, String> environment) throws Exception {
    try (LocalDocker local = LocalDocker.start(environment)) {
      DockerHost host = DockerHost.at(local.engine());
      Path base = local.baseImageContext(environment);
      RegistryLogin login = RegistryLogin.of(local.user(), Secret.of("REGISTRY_PASSWORD"));
      String repository = local.registry() + "/brewery";
      return URI.create(host.address() + "#" + base + login + repository);
    }
  }
}
